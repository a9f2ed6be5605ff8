// SPDX-License-Identifier: EUPL-1.2
//! The backend's view of the invented cards, ready to be imported.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::EmulatorError;

/// One line of `registry.jsonl`.
#[derive(Clone, Serialize, Deserialize)]
pub struct RegistryLine {
    /// The holder.
    pub codice_fiscale: String,
    /// 16 digits.
    pub id_carta: String,
    /// Base64 of the DER; empty for a card without a chip, which has none.
    pub certificate: String,
    /// `6090`.
    pub issuer: String,
    /// SHIPPED, ACTIVE, SUPERSEDED, BLOCKED or REVOKED.
    pub status: String,
    /// RFC 3339.
    pub not_after: String,
    /// RFC 3339, once activated.
    pub activated_at: Option<String>,
    /// DIRETTA or DELEGATA, once activated.
    pub activation_mode: Option<String>,
    /// YYYY-MM-DD.
    pub birth_date: String,
    /// There is a chip to activate.
    pub has_chip: bool,
    /// The PIN the card was shipped with, while nobody has it.
    pub transport_pin: Option<String>,
    /// The PUK, while nobody has it.
    pub puk: Option<String>,
}

pub(super) fn write(path: &Path, lines: &[RegistryLine]) -> Result<(), EmulatorError> {
    let text: Result<Vec<_>, _> = lines.iter().map(serde_json::to_string).collect();
    let text = text.map_err(|source| EmulatorError::Record {
        path: path.to_owned(),
        source,
    })?;
    super::write(path, text.join("\n") + "\n")
}

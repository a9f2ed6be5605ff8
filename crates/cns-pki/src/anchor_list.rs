// SPDX-License-Identifier: EUPL-1.2
//! The list of anchors as a file: TOML that names each certificate file and what must be in it.

use serde::{Deserialize, Serialize};
use time::Date;

use crate::{Anchor, PkiError};

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorList {
    /// The authorities.
    #[serde(default, rename = "anchor")]
    pub anchors: Vec<AnchorEntry>,
}

/// One authority. Name, key identifier and key digest are said again here, so that a file that
/// was exchanged is noticed.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorEntry {
    /// The certificate file, DER, relative to the list.
    pub file: String,
    /// Distinguished name, as text.
    pub subject: String,
    /// Subject key identifier, hexadecimal; empty when the certificate has none.
    pub ski: String,
    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal.
    pub spki_sha256: String,
    /// Last day on which it may have issued a card, `YYYY-MM-DD` in Europe/Rome.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::option")]
    pub issue_until: Option<Date>,
    /// Last day on which its cards are accepted, `YYYY-MM-DD` in Europe/Rome.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day::option")]
    pub accept_leaf_until: Option<Date>,
    /// Whether its cards carry certificatePolicies as critical
    /// ([`Anchor::marking_policies_critical`]).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub marks_policies_critical: bool,
}

impl AnchorList {
    /// Reads the TOML text.
    ///
    /// # Errors
    /// [`PkiError::List`].
    pub fn parse(text: &str) -> Result<Self, PkiError> {
        toml::from_str(text).map_err(PkiError::List)
    }

    /// Writes the TOML text.
    ///
    /// # Errors
    /// [`PkiError::WriteList`].
    pub fn to_toml(&self) -> Result<String, PkiError> {
        toml::to_string_pretty(self).map_err(PkiError::WriteList)
    }
}

impl AnchorEntry {
    /// Describes a certificate for the list, without limits.
    ///
    /// # Errors
    /// As [`Anchor::new`].
    pub fn describe(file: &str, der: &[u8]) -> Result<Self, PkiError> {
        let anchor = Anchor::new(der, None, None)?;
        Ok(Self {
            file: file.to_owned(),
            ski: hex(anchor.key_identifier().unwrap_or_default()),
            subject: anchor.subject_text,
            spki_sha256: hex(&anchor.id.0),
            issue_until: None,
            accept_leaf_until: None,
            marks_policies_critical: false,
        })
    }

    /// Whether a certificate is the one this entry describes.
    pub(crate) fn describes(&self, anchor: &Anchor) -> bool {
        let ski = hex(anchor.key_identifier().unwrap_or_default());
        self.subject == anchor.subject_text
            && self.ski.eq_ignore_ascii_case(&ski)
            && self.spki_sha256.eq_ignore_ascii_case(&hex(&anchor.id.0))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

time::serde::format_description!(day, Date, "[year]-[month]-[day]");

// SPDX-License-Identifier: EUPL-1.2
//! `GET /v1/readiness`: asked before anybody is asked for a PIN.

use serde::{Deserialize, Serialize};

/// Whether an activation could be carried through now. 200 when ok, 503 when not.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Readiness {
    /// No reason against.
    pub ok: bool,
    /// What is missing.
    pub reasons: Vec<NotReady>,
    /// The server's clock, seconds since 1970.
    pub server_time: u64,
    /// Version of the published card profile bundle; `None` when the service publishes none, or
    /// is too old to know of any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub card_profiles: Option<u64>,
}

/// Something the service cannot work without.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotReady {
    /// The database does not answer.
    Database,
    /// The vault does not answer.
    Vault,
    /// A revocation list is past its hard age.
    CrlStale,
    /// A reason this kiosk does not know yet.
    #[serde(other)]
    Unknown,
}

// SPDX-License-Identifier: EUPL-1.2
//! `release`, `abort` and `report`: asking for a code, and saying what became of it.

use serde::{Deserialize, Serialize};

/// `POST /v1/sessions/{sid}/release`; the answer is a [`crate::SealedRelease`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseRequest {
    /// Which code.
    pub verb: Verb,
}

/// Which code is asked for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The one of the secret mode.
    Normal,
    /// The PUK, after an ambiguous attempt failed.
    Repair,
}

/// `POST /v1/sessions/{sid}/abort` → 204.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AbortRequest {
    /// The kiosk's journal proves that no card was written.
    pub no_write: bool,
    /// Why the visit ended. A kiosk that does not say has another reason.
    #[serde(skip_serializing_if = "AbortReason::is_other", default)]
    pub reason: AbortReason,
}

/// Why a visit ended before it did what it was for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AbortReason {
    /// The person stopped or was gone, or the totem was cut off.
    Cancelled,
    /// The PIN was wrong and the totem stopped in time.
    WrongPin,
    /// The card could not be read, or is of no use here.
    Card,
    /// The backend could not be reached.
    Network,
    /// Anything else.
    #[default]
    Other,
}

impl AbortReason {
    /// Takes a reference because serde asks with one.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    fn is_other(&self) -> bool {
        *self == Self::Other
    }
}

/// `PUT /v1/activations/{aid}/releases/{n}/report` → 204.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseReport {
    /// What became of it.
    pub result: ReportResult,
    /// The card's status word, when it refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sw: Option<u16>,
}

/// What became of a release.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportResult {
    /// Nothing was sent to the card.
    Unused,
    /// The card may have been written.
    Unknown,
    /// The card refused the code.
    SecretRejected,
}

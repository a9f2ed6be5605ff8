// SPDX-License-Identifier: EUPL-1.2
//! One code that left the vault, and what became of it.

use activation_protocol::messages::Verb;
use activation_protocol::{ActivationId, KioskId, ReleaseNo, SealedRelease, SecretMode, SessionId};

use crate::Timestamp;
use crate::names::named;

/// One release.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReleaseRow {
    /// The activation.
    pub activation: ActivationId,
    /// Its number in the activation.
    pub no: ReleaseNo,
    /// The session it was made for.
    pub session: SessionId,
    /// The totem it went to.
    pub kiosk: KioskId,
    /// What was asked for.
    pub verb: Verb,
    /// What was released.
    pub mode: SecretMode,
    /// The sealed bytes, kept for a lost answer and then forgotten.
    pub sealed: Option<SealedRelease>,
    /// Until when.
    pub sealed_until: Timestamp,
    /// When it was made.
    pub released_at: Timestamp,
    /// What became of it.
    pub resolution: Resolution,
}

named! {
    /// What became of a release.
    Resolution {
        /// Nothing was heard.
        Open = "open",
        /// The kiosk's journal proves that no card was written.
        Unused = "unused",
        /// The card may have been written.
        Unknown = "unknown",
        /// The card refused the code.
        SecretRejected = "secret-rejected",
        /// The new card proved that it works.
        Proven = "proven",
    }
}

impl Resolution {
    /// The new card may be in a state nobody knows.
    #[must_use]
    pub const fn is_unresolved(self) -> bool {
        matches!(self, Self::Open | Self::Unknown)
    }
}

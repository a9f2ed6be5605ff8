// SPDX-License-Identifier: EUPL-1.2
//! One new card on its way to being the active one.

use activation_protocol::{ActivationId, CardId, ReceiptCode, ReleaseNo, SecretMode, SessionId};

use crate::Timestamp;
use crate::names::named;

/// One activation: one row for each new card.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ActivationRow {
    /// Its name.
    pub id: ActivationId,
    /// The card to become active.
    pub new_card: CardId,
    /// The card that authorised it, the latest one.
    pub old_card: CardId,
    /// Where it is.
    pub state: ActivationState,
    /// The only session that may obtain a further release.
    pub epoch: Option<SessionId>,
    /// Releases so far; numbers the next one.
    pub releases: u16,
    /// Releases whose end is not known.
    pub unresolved: u16,
    /// How the PIN is set.
    pub mode: SecretMode,
    /// The code on the slip.
    pub receipt_code: ReceiptCode,
    /// First authorised.
    pub created_at: Timestamp,
    /// Last changed.
    pub updated_at: Timestamp,
}

impl ActivationRow {
    /// The number a further release would get.
    #[must_use]
    pub const fn next_release(&self) -> ReleaseNo {
        ReleaseNo(self.releases.saturating_add(1))
    }
}

named! {
    /// Where an activation is.
    ActivationState {
        /// Nobody is at it.
        None = "none",
        /// The old card authorised it; no code has left the vault for this attempt.
        Authorised = "authorised",
        /// A code left the vault at least once: the new card may be written.
        Released = "released",
        /// The new card is active.
        Confirmed = "confirmed",
        /// A desk must decide.
        Review = "review",
        /// The new card can no longer be activated.
        Closed = "closed",
    }
}

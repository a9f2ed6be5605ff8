// SPDX-License-Identifier: EUPL-1.2
//! Work for others that an activation leaves behind: done at least once, by a key that lets the
//! other side notice a repeat.

use activation_protocol::{ActivationId, CardId};

use crate::Timestamp;
use crate::names::named;

/// One job. (activation, kind) is its key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct JobRow {
    /// The activation that made it.
    pub activation: ActivationId,
    /// What is to be done.
    pub kind: JobKind,
    /// The card it is about.
    pub card: CardId,
    /// Where it is.
    pub state: JobState,
    /// How often it was tried.
    pub attempts: u16,
    /// Not before.
    pub run_at: Timestamp,
}

named! {
    /// What is to be done.
    JobKind {
        /// J1: the certification authority lifts the suspension of the new certificate.
        CaUnhold = "ca.unhold",
        /// J2: the certification authority revokes the old certificate as superseded.
        CaRevoke = "ca.revoke",
        /// J3: the holder is told.
        Notify = "notify",
        /// J4: the vault forgets the issued PIN of the new card.
        VaultErase = "vault.erase",
    }
}

named! {
    /// Where a job is.
    JobState {
        /// To be done.
        Pending = "pending",
        /// Done.
        Done = "done",
        /// Given up; a person must look.
        Dead = "dead",
    }
}

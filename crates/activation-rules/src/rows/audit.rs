// SPDX-License-Identifier: EUPL-1.2
//! What is written into the audit chain.

use activation_protocol::{ActivationId, KioskId, ProblemCode, SessionId};

use crate::Timestamp;
use crate::names::named;

/// One entry. It names no person: ids and codes only.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditEntry {
    /// What happened.
    pub event: AuditEvent,
    /// When.
    pub at: Timestamp,
    /// At which totem.
    pub kiosk: Option<KioskId>,
    /// In which session.
    pub session: Option<SessionId>,
    /// In which activation.
    pub activation: Option<ActivationId>,
    /// The rules that failed, all of them.
    pub failed: Vec<ProblemCode>,
}

impl AuditEntry {
    /// An entry about nothing in particular yet.
    #[must_use]
    pub const fn new(event: AuditEvent, at: Timestamp) -> Self {
        Self {
            event,
            at,
            kiosk: None,
            session: None,
            activation: None,
            failed: Vec::new(),
        }
    }
}

named! {
    /// What happened.
    AuditEvent {
        /// A session was opened.
        SessionOpened = "session.opened",
        /// A session ended before it did what it was for.
        SessionAborted = "session.aborted",
        /// The old card authorised.
        OldProofAccepted = "oldproof.accepted",
        /// The old card may not authorise.
        OldProofDenied = "oldproof.denied",
        /// The new card was read.
        NewCardBound = "newcard.bound",
        /// A code left the vault.
        Released = "release.sealed",
        /// A kiosk said what became of a release.
        ReleaseReported = "release.reported",
        /// The new card is active.
        Confirmed = "activation.confirmed",
        /// A desk must decide.
        Review = "activation.review",
        /// A desk decided.
        Ruled = "activation.ruled",
        /// The new card can no longer be activated.
        Closed = "activation.closed",
        /// A card was blocked.
        CardBlocked = "card.blocked",
    }
}

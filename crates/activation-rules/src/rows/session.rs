// SPDX-License-Identifier: EUPL-1.2
//! One visit of one citizen at one totem, as the backend sees it.

use activation_protocol::messages::Flow;
use activation_protocol::statement::{NewProof, OldAuth, Operation};
use activation_protocol::{
    ActivationId, CardId, Hash, KioskId, Nonce, ProblemCode, ReleaseNo, SecretMode, SessionId,
};

use crate::Timestamp;
use crate::names::named;
use crate::rows::{AuditEntry, AuditEvent};

/// One session.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SessionRow {
    /// Its name, made by the kiosk.
    pub id: SessionId,
    /// The totem.
    pub kiosk: KioskId,
    /// Where it is.
    pub state: SessionState,
    /// Which way it goes.
    pub flow: Flow,
    /// The nonce of T1.
    pub nonce: Nonce,
    /// The kiosk's X25519 key.
    pub kiosk_key: Nonce,
    /// SHA-256 of the consent text.
    pub consent: Hash,
    /// SHA-256 of the request that opened it, to tell a repeat from another request.
    pub request: Hash,
    /// The card put in first.
    pub first_card: CardId,
    /// The activation it works on, once known.
    pub activation: Option<ActivationId>,
    /// What T2 must name, once known.
    pub proof: Option<ProofTerms>,
    /// Why its old card was refused, if it was.
    pub denied: Option<ProblemCode>,
    /// It ended because a wrong PIN was typed too often.
    pub stopped: bool,
    /// When it began.
    pub opened_at: Timestamp,
    /// T1's expiry.
    pub expires_at: Timestamp,
}

/// The fields of T2 that the server chose.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ProofTerms {
    /// The nonce of T2.
    pub nonce: Nonce,
    /// How the PIN was set.
    pub mode: SecretMode,
    /// With which release.
    pub release_no: ReleaseNo,
}

impl SessionRow {
    /// T1 as this server expects the old card to have signed it.
    #[must_use]
    pub fn old_auth(&self) -> OldAuth {
        OldAuth {
            session: self.id,
            kiosk: self.kiosk,
            nonce: self.nonce,
            not_after: self.expires_at.seconds(),
            old_card: self.first_card,
            operation: Operation::Transfer,
            kiosk_key: self.kiosk_key,
            consent: self.consent,
        }
    }

    /// An audit entry about this session.
    pub(crate) fn audit(&self, event: AuditEvent, at: Timestamp) -> AuditEntry {
        AuditEntry {
            kiosk: Some(self.kiosk),
            session: Some(self.id),
            activation: self.activation,
            ..AuditEntry::new(event, at)
        }
    }

    /// T2 as this server expects the new card to have signed it; `None` when there is nothing to
    /// prove yet. `kiosk_time` is the request's, seconds since 1970.
    #[must_use]
    pub fn new_proof(&self, new_card: CardId, kiosk_time: u64) -> Option<NewProof> {
        let terms = self.proof?;
        Some(NewProof {
            session: self.id,
            kiosk: self.kiosk,
            proof_nonce: terms.nonce,
            activation: self.activation?,
            old_card: match self.flow {
                Flow::OldAuth => Some(self.first_card),
                Flow::ConfirmOnly => None,
            },
            new_card,
            secret_mode: terms.mode,
            release_no: terms.release_no,
            consent: self.consent,
            kiosk_time,
        })
    }
}

named! {
    /// Where a session is.
    SessionState {
        /// Waits for the old card's signature.
        Open = "open",
        /// Waits for the new card's signature; the PIN was set before.
        OpenConfirm = "open-confirm",
        /// The old card's holder may have a new card activated.
        OldOk = "old-ok",
        /// The new card was read.
        Bound = "bound",
        /// A code left the vault for it.
        Released = "released",
        /// It did what it was for.
        Closed = "closed",
        /// It ended before.
        Aborted = "aborted",
    }
}

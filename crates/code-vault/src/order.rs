// SPDX-License-Identifier: EUPL-1.2
//! What the vault is asked: the fields of T1, its signature, and the card whose code is wanted.

use activation_protocol::release::ReleaseHeader;
use activation_protocol::statement::OldAuth;
use activation_protocol::{ActivationId, CardId, Nonce, ReleaseNo, SecretMode};

use crate::SecretKind;

/// One order. The vault builds T1 from the fields itself and believes nothing else.
pub struct ReleaseOrder<'a> {
    /// The fields of T1.
    pub statement: &'a OldAuth,
    /// The old card's signature of T1.
    pub signature: &'a [u8],
    /// DER of the old card's certificate.
    pub old_certificate: &'a [u8],
    /// The activation.
    pub activation: ActivationId,
    /// The card whose code is wanted.
    pub new_card: CardId,
    /// Which code, and what for.
    pub secret_mode: SecretMode,
    /// Which release of the activation it will be.
    pub release_no: ReleaseNo,
    /// The nonce for T2.
    pub proof_nonce: Nonce,
    /// For how long the registry gives the same bytes again, seconds.
    pub ttl_s: u32,
    /// The server's clock, seconds since 1970.
    pub now: u64,
}

impl ReleaseOrder<'_> {
    /// The kind of record the mode needs.
    pub(crate) fn kind(&self) -> SecretKind {
        match self.secret_mode {
            SecretMode::TransportPin | SecretMode::IssuedPin => SecretKind::IssuedPin,
            SecretMode::PukReset => SecretKind::Puk,
        }
    }

    /// Everything the release will be bound to.
    pub(crate) fn header(&self, epk: Nonce) -> ReleaseHeader {
        ReleaseHeader {
            session: self.statement.session,
            activation: self.activation,
            kiosk: self.statement.kiosk,
            old_card: self.statement.old_card,
            new_card: self.new_card,
            secret_mode: self.secret_mode,
            release_no: self.release_no,
            proof_nonce: self.proof_nonce,
            not_after: self.statement.not_after,
            epk,
        }
    }
}

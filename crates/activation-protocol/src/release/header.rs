// SPDX-License-Identifier: EUPL-1.2
//! The header of a release: everything it is bound to.

use crate::statement::Writer;
use crate::{ActivationId, CardId, KioskId, Nonce, ReleaseNo, SecretMode, SessionId};

/// The fields a release is good for and nothing else. The kiosk builds its own from what it
/// knows and compares; the vault signs the bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReleaseHeader {
    /// The visit.
    pub session: SessionId,
    /// The activation.
    pub activation: ActivationId,
    /// The totem.
    pub kiosk: KioskId,
    /// The card that authorised it.
    pub old_card: CardId,
    /// The card whose secret it is.
    pub new_card: CardId,
    /// What kind of secret.
    pub secret_mode: SecretMode,
    /// Which release.
    pub release_no: ReleaseNo,
    /// The nonce for T2.
    pub proof_nonce: Nonce,
    /// T1's expiry, seconds since 1970.
    pub not_after: u64,
    /// The vault's ephemeral key.
    pub epk: Nonce,
}

impl ReleaseHeader {
    /// The canonical bytes: the layout of a statement, kind 3.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        Writer::new(3)
            .field(self.session.as_bytes())
            .field(self.activation.as_bytes())
            .field(self.kiosk.as_bytes())
            .field(&self.old_card.0)
            .field(&self.new_card.0)
            .field(&[self.secret_mode.byte()])
            .field(&self.release_no.0.to_be_bytes())
            .field(&self.proof_nonce.0)
            .field(&self.not_after.to_be_bytes())
            .field(&self.epk.0)
            .finish()
    }
}

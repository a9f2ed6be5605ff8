// SPDX-License-Identifier: EUPL-1.2
//! T2: the new card proves that it works with the chosen PIN.

use super::Writer;
use crate::{ActivationId, CardId, Hash, KioskId, Nonce, ReleaseNo, SecretMode, SessionId};

/// The fields of T2 `new-proof`, kind 2.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewProof {
    /// The visit in which the proof is made.
    pub session: SessionId,
    /// The totem.
    pub kiosk: KioskId,
    /// The server's nonce, given with the release or when a confirm-only session opens.
    pub proof_nonce: Nonce,
    /// The activation this completes.
    pub activation: ActivationId,
    /// The old card; `None` when only the new card is present.
    pub old_card: Option<CardId>,
    /// The new card.
    pub new_card: CardId,
    /// How its PIN was set.
    pub secret_mode: SecretMode,
    /// The release it was set with.
    pub release_no: ReleaseNo,
    /// SHA-256 of the consent text the person saw.
    pub consent: Hash,
    /// The kiosk's wall clock, seconds since 1970; advisory.
    pub kiosk_time: u64,
}

impl NewProof {
    /// The canonical bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let [high, low] = self.release_no.0.to_be_bytes();
        Writer::new(2)
            .field(self.session.as_bytes())
            .field(self.kiosk.as_bytes())
            .field(&self.proof_nonce.0)
            .field(self.activation.as_bytes())
            .field(&self.old_card.map_or([0; 32], |card| card.0))
            .field(&self.new_card.0)
            .field(&[self.secret_mode.byte(), high, low])
            .field(&self.consent)
            .field(&self.kiosk_time.to_be_bytes())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_old_card_is_thirty_two_zeros() {
        let proof = NewProof {
            session: SessionId::from_bytes([1; 16]),
            kiosk: KioskId::from_bytes([2; 16]),
            proof_nonce: Nonce([3; 32]),
            activation: ActivationId::from_bytes([4; 16]),
            old_card: None,
            new_card: CardId([6; 32]),
            secret_mode: SecretMode::TransportPin,
            release_no: ReleaseNo(0x0102),
            consent: [8; 32],
            kiosk_time: 9,
        };
        let without = proof.encode();
        let with = NewProof {
            old_card: Some(CardId([0; 32])),
            ..proof
        }
        .encode();
        assert_eq!(without, with);
        assert!(without.starts_with(b"PUNTOSI-ACT/1\0\x02"));
        let mode = [7, 0, 3, 1, 1, 2];
        assert!(without.windows(6).any(|window| window == mode));
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! T1: the old card says that its holder wants this, at this totem, now.

use super::Writer;
use crate::{CardId, Hash, KioskId, Nonce, SessionId};

/// The fields of T1 `old-auth`, kind 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OldAuth {
    /// The visit.
    pub session: SessionId,
    /// The totem.
    pub kiosk: KioskId,
    /// The server's single-use nonce.
    pub nonce: Nonce,
    /// Until when the server accepts it, seconds since 1970, server's clock.
    pub not_after: u64,
    /// The old card.
    pub old_card: CardId,
    /// What is asked for.
    pub operation: Operation,
    /// The kiosk's fresh X25519 key: only its holder can open the release.
    pub kiosk_key: Nonce,
    /// SHA-256 of the consent text the person saw.
    pub consent: Hash,
}

/// What an old card may authorise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operation {
    /// Transfer of the activation to the holder's new card.
    Transfer,
}

impl OldAuth {
    /// The canonical bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let operation: &[u8] = match self.operation {
            Operation::Transfer => b"TRANSFER",
        };
        Writer::new(1)
            .field(self.session.as_bytes())
            .field(self.kiosk.as_bytes())
            .field(&self.nonce.0)
            .field(&self.not_after.to_be_bytes())
            .field(&self.old_card.0)
            .field(operation)
            .field(&self.kiosk_key.0)
            .field(&self.consent)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_begin_with_the_domain_and_hold_ascending_tags() {
        let bytes = OldAuth {
            session: SessionId::from_bytes([1; 16]),
            kiosk: KioskId::from_bytes([2; 16]),
            nonce: Nonce([3; 32]),
            not_after: 4,
            old_card: CardId([5; 32]),
            operation: Operation::Transfer,
            kiosk_key: Nonce([7; 32]),
            consent: [8; 32],
        }
        .encode();
        assert!(bytes.starts_with(b"PUNTOSI-ACT/1\0\x01\x01\x00\x10"));
        let fields = 16 + 16 + 32 + 8 + 32 + 8 + 32 + 32;
        assert_eq!(bytes.len(), 15 + 8 * 3 + fields);
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What a card signs when its holder only wants to know whether card and PIN work.

use super::{CHECK_DOMAIN, Writer};
use crate::{CardId, Hash, KioskId};

/// The fields of a card check's proof. The kiosk makes it, verifies it and forgets it: no server
/// ever asks for one, and none accepts one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CardCheckProof {
    /// The totem.
    pub kiosk: KioskId,
    /// The card in the reader.
    pub card: CardId,
    /// The kiosk's own random bytes, used once.
    pub nonce: Hash,
    /// The kiosk's wall clock, seconds since 1970; advisory.
    pub at: u64,
}

impl CardCheckProof {
    /// The canonical bytes: `PUNTOSI-CHK/1\0 ‖ 1 ‖` the fields as in every statement.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        Writer::under(CHECK_DOMAIN, 1)
            .field(self.kiosk.as_bytes())
            .field(&self.card.0)
            .field(&self.nonce)
            .field(&self.at.to_be_bytes())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::DOMAIN;

    fn proof() -> CardCheckProof {
        CardCheckProof {
            kiosk: KioskId::from_bytes([1; 16]),
            card: CardId([2; 32]),
            nonce: [3; 32],
            at: 4,
        }
    }

    #[test]
    fn its_first_bytes_are_those_of_no_statement_of_an_activation() {
        let bytes = proof().encode();
        assert!(bytes.starts_with(b"PUNTOSI-CHK/1\0\x01\x01\x00\x10"));
        assert_eq!(CHECK_DOMAIN.len(), DOMAIN.len());
        assert_ne!(CHECK_DOMAIN, DOMAIN);
        assert_eq!(bytes.len(), 15 + 4 * 3 + 16 + 32 + 32 + 8);
    }

    #[test]
    fn every_field_changes_the_bytes() {
        let (proof, bytes) = (proof(), proof().encode());
        let others = [
            CardCheckProof {
                kiosk: KioskId::from_bytes([9; 16]),
                ..proof.clone()
            },
            CardCheckProof {
                card: CardId([9; 32]),
                ..proof.clone()
            },
            CardCheckProof {
                nonce: [9; 32],
                ..proof.clone()
            },
            CardCheckProof { at: 9, ..proof },
        ];
        assert!(others.iter().all(|other| other.encode() != bytes));
    }
}

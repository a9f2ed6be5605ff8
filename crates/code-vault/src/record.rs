// SPDX-License-Identifier: EUPL-1.2
//! One code of one card at rest: sealed, and bound to card, citizen and kind.

use activation_protocol::release::ReleasedSecret;
use activation_protocol::{CardId, Pin, Puk};
use zeroize::Zeroizing;

use crate::keys::Keys;
use crate::{Citizen, VaultError, column};

/// Which code of a card.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SecretKind {
    /// The PIN the card was issued with.
    IssuedPin = 1,
    /// The card's PUK.
    Puk = 2,
}

impl SecretKind {
    /// The kind of a secret.
    #[must_use]
    pub const fn of(secret: &ReleasedSecret) -> Self {
        match secret {
            ReleasedSecret::IssuedPin(_) => Self::IssuedPin,
            ReleasedSecret::Puk(_) => Self::Puk,
        }
    }
}

/// The sealed bytes and whose they are. The citizen is authenticated by the seal.
pub(crate) struct Record {
    pub(crate) citizen: Citizen,
    pub(crate) sealed: Vec<u8>,
}

impl Record {
    pub(crate) fn seal(
        keys: &Keys,
        card: CardId,
        citizen: Citizen,
        secret: &ReleasedSecret,
    ) -> Result<Self, VaultError> {
        let digits = match secret {
            ReleasedSecret::IssuedPin(pin) => pin.expose(),
            ReleasedSecret::Puk(puk) => &puk.expose()[..],
        };
        // Padded to one size: the length of a PIN is not told by its record.
        let mut plain = Zeroizing::new([PADDING; PLAIN_LEN]);
        plain[..digits.len()].copy_from_slice(digits);
        let context = context(card, citizen, SecretKind::of(secret));
        let sealed = column::seal(&keys.aead(PURPOSE, &card.0), &context, plain.as_ref())?;
        Ok(Self { citizen, sealed })
    }

    pub(crate) fn open(
        &self,
        keys: &Keys,
        card: CardId,
        kind: SecretKind,
    ) -> Result<ReleasedSecret, VaultError> {
        let context = context(card, self.citizen, kind);
        let plain = column::open(&keys.aead(PURPOSE, &card.0), &context, &self.sealed)
            .map(Zeroizing::new)
            .ok_or(VaultError::Tampered)?;
        let len = plain.iter().take_while(|byte| **byte != PADDING).count();
        let digits = &plain[..len];
        match kind {
            SecretKind::IssuedPin => Pin::new(digits).map(ReleasedSecret::IssuedPin),
            SecretKind::Puk => Puk::new(digits).map(ReleasedSecret::Puk),
        }
        .map_err(|_| VaultError::Tampered)
    }
}

/// The associated data: card ‖ citizen ‖ kind.
fn context(card: CardId, citizen: Citizen, kind: SecretKind) -> Vec<u8> {
    [&card.0[..], &citizen.0, &[kind as u8]].concat()
}

const PURPOSE: &[u8] = b"record";
const PLAIN_LEN: usize = 8;
const PADDING: u8 = 0xFF;

// SPDX-License-Identifier: EUPL-1.2
//! The PUK of a card: eight digits that only the vault and the card know.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::ProtocolError;

/// Eight ASCII digits, wiped when dropped; cannot be printed or serialised.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Puk([u8; 8]);

impl Puk {
    /// Takes eight ASCII digits.
    ///
    /// # Errors
    /// [`ProtocolError::PukShape`] for anything else.
    pub fn new(digits: &[u8]) -> Result<Self, ProtocolError> {
        let puk: [u8; 8] = digits.try_into().map_err(|_| ProtocolError::PukShape)?;
        if puk.iter().all(u8::is_ascii_digit) {
            Ok(Self(puk))
        } else {
            Err(ProtocolError::PukShape)
        }
    }

    /// The digits, for the card's command and the vault's record.
    #[must_use]
    pub fn expose(&self) -> &[u8; 8] {
        &self.0
    }
}

impl std::fmt::Debug for Puk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Puk(…)")
    }
}

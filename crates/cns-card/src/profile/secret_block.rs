// SPDX-License-Identifier: EUPL-1.2
//! PINs and PUKs as the blocks of eight bytes this generation takes.

use activation_protocol::{Pin, Puk};
use zeroize::Zeroizing;

use super::PinRules;
use crate::CardError;
use crate::commands::Block;

impl PinRules {
    /// The PIN padded for the card.
    ///
    /// # Errors
    /// [`CardError::PinLength`] when the card cannot have such a PIN: it would cost a try.
    pub(crate) fn pin_block(&self, pin: &Pin) -> Result<Block, CardError> {
        let digits = pin.expose();
        let lengths = usize::from(self.min_length)..=usize::from(self.max_length);
        if !lengths.contains(&digits.len()) {
            return Err(CardError::PinLength);
        }
        let mut block = Zeroizing::new([self.padding; 8]);
        block[..digits.len()].copy_from_slice(digits);
        Ok(block)
    }
}

/// The PUK fills its block.
pub(crate) fn puk_block(puk: &Puk) -> Block {
    Zeroizing::new(*puk.expose())
}

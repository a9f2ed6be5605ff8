// SPDX-License-Identifier: EUPL-1.2
//! Where PIN and PUK are, and the blocks of eight bytes this generation takes them in.

use activation_protocol::{Pin, Puk};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::commands::Block;
use crate::{CardError, ProfileError};

/// The card's PIN and PUK objects.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PinRules {
    /// P2 of the PIN.
    pub reference: u8,
    /// P2 of the PUK.
    pub puk_reference: u8,
    /// What must be selected for the references to be found.
    pub select_first: SelectFirst,
    /// Fewest digits.
    pub min_length: u8,
    /// Most digits.
    pub max_length: u8,
    /// What fills the block of 8 behind the digits.
    pub padding: u8,
}

/// What is selected before a PIN is sent. A SELECT behind a VERIFY may cost the PIN, so whatever
/// the signature needs should be among it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum SelectFirst {
    /// Nothing: the references are found from anywhere.
    Nothing,
    /// The master file.
    MasterFile,
    /// The application of the identity files.
    Application,
    /// The directory of the authentication key.
    KeyDirectory,
}

impl PinRules {
    pub(super) fn check(&self) -> Result<(), ProfileError> {
        if self.min_length < 4 || self.min_length > self.max_length || self.max_length > 8 {
            return Err(ProfileError::PinLength);
        }
        if self.padding.is_ascii_digit() {
            return Err(ProfileError::Padding);
        }
        let (pin, puk) = (number(self.reference)?, number(self.puk_reference)?);
        if pin == puk {
            return Err(ProfileError::Reference);
        }
        Ok(())
    }

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

/// The number of reference data (ISO/IEC 7816-4:2020, 11.6): bits 5 to 1. Bit 8 only says where
/// it is looked for; bits 7 and 6 are reserved, and 0 names none, which the card takes for any.
fn number(reference: u8) -> Result<u8, ProfileError> {
    let number = reference & 0x1F;
    if number == 0 || reference & 0x60 != 0 {
        return Err(ProfileError::Reference);
    }
    Ok(number)
}

/// The PUK fills its block.
pub(crate) fn puk_block(puk: &Puk) -> Block {
    Zeroizing::new(*puk.expose())
}

// SPDX-License-Identifier: EUPL-1.2
//! GET CHALLENGE: random bytes from the card.

use crate::apdu::{Command, Instruction};

/// GET CHALLENGE (ISO/IEC 7816-4:2013, 11.5.3) of this many bytes; some masks give at most 32.
#[must_use]
pub fn get_challenge(length: u8) -> Command {
    Command::new(Instruction::GetChallenge, 0x00, 0x00).expecting(length)
}

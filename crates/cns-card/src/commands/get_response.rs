// SPDX-License-Identifier: EUPL-1.2
//! GET RESPONSE: the rest of an answer that did not fit.

use crate::apdu::{Command, Instruction};

/// GET RESPONSE (ISO/IEC 7816-4:2020, 11.8.1) for as many bytes as `61xx` promised.
#[must_use]
pub fn get_response(length: u8) -> Command {
    Command::new(Instruction::GetResponse, 0x00, 0x00).expecting(length)
}

// SPDX-License-Identifier: EUPL-1.2
//! The three commands that carry a PIN or a PUK. None of them exists without its data.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction};

/// A PIN or PUK padded to the length of the card's reference data.
pub type Block = Zeroizing<[u8; 8]>;

/// VERIFY (ISO/IEC 7816-4:2020, 11.6.6).
///
/// There is no form without a PIN, which would ask for the tries left: some masks count it as a
/// wrong PIN.
#[must_use]
pub fn verify(reference: u8, pin: &Block) -> Command {
    Command::new(Instruction::Verify, 0x00, reference).with_data(Zeroizing::new(pin.to_vec()))
}

/// CHANGE REFERENCE DATA (ISO/IEC 7816-4:2020, 11.6.7), old and new.
#[must_use]
pub fn change_reference_data(reference: u8, old: &Block, new: &Block) -> Command {
    Command::new(Instruction::ChangeReferenceData, 0x00, reference).with_data(joined(old, new))
}

/// RESET RETRY COUNTER (ISO/IEC 7816-4:2020, 11.6.10), PUK and new PIN.
#[must_use]
pub fn reset_retry_counter(reference: u8, puk: &Block, new: &Block) -> Command {
    Command::new(Instruction::ResetRetryCounter, 0x00, reference).with_data(joined(puk, new))
}

fn joined(first: &Block, second: &Block) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([first.as_slice(), second.as_slice()].concat())
}

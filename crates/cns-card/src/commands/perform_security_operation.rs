// SPDX-License-Identifier: EUPL-1.2
//! PERFORM SECURITY OPERATION: the card's private key at work.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction};

/// PERFORM SECURITY OPERATION, DECIPHER (ISO/IEC 7816-8:2021) of a block as long as the modulus:
/// on these cards the bare RSA private-key operation. The first data byte, 00, says that no
/// further padding indication follows.
#[must_use]
pub fn decipher(block: &[u8]) -> Command {
    let mut data = Zeroizing::new(Vec::with_capacity(block.len() + 1));
    data.push(0x00);
    data.extend_from_slice(block);
    Command::new(Instruction::PerformSecurityOperation, 0x80, 0x86)
        .with_data(data)
        .expecting(0)
}

/// PERFORM SECURITY OPERATION, COMPUTE DIGITAL SIGNATURE (ISO/IEC 7816-8:2021) of a DigestInfo;
/// the card pads it.
#[must_use]
pub fn compute_digital_signature(digest_info: &[u8]) -> Command {
    Command::new(Instruction::PerformSecurityOperation, 0x9E, 0x9A)
        .with_data(Zeroizing::new(digest_info.to_vec()))
        .expecting(0)
}

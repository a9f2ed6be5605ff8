// SPDX-License-Identifier: EUPL-1.2
//! MANAGE SECURITY ENVIRONMENT: which key the next operation uses.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction};

/// MANAGE SECURITY ENVIRONMENT, RESTORE (ISO/IEC 7816-4:2020, 11.6.11).
///
/// The masks want a last byte 00 on this command without data, so it is sent as an Le.
#[must_use]
pub fn restore_environment(number: u8) -> Command {
    Command::new(Instruction::ManageSecurityEnvironment, 0xF3, number).expecting(0)
}

/// MANAGE SECURITY ENVIRONMENT, SET (ISO/IEC 7816-4:2020, 11.6.11): the private key `reference`
/// in the template `B6` (digital signature) or `B8` (confidentiality).
#[must_use]
pub fn set_key(template: u8, reference: u8) -> Command {
    Command::new(Instruction::ManageSecurityEnvironment, 0xF1, template)
        .with_data(Zeroizing::new(vec![PRIVATE_KEY_REFERENCE, 1, reference]))
}

const PRIVATE_KEY_REFERENCE: u8 = 0x83;

// SPDX-License-Identifier: EUPL-1.2
//! The instruction bytes this product uses, by their standard names.

use std::fmt;

/// INS of a command (ISO/IEC 7816-4:2020, 5.5; ISO/IEC 7816-8:2021).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[repr(u8)]
pub enum Instruction {
    /// `20`
    Verify = 0x20,
    /// `22`
    ManageSecurityEnvironment = 0x22,
    /// `24`
    ChangeReferenceData = 0x24,
    /// `2A`
    PerformSecurityOperation = 0x2A,
    /// `2C`
    ResetRetryCounter = 0x2C,
    /// `A4`
    Select = 0xA4,
    /// `B0`
    ReadBinary = 0xB0,
    /// `C0`
    GetResponse = 0xC0,
}

impl fmt::Display for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Verify => "VERIFY",
            Self::ManageSecurityEnvironment => "MANAGE SECURITY ENVIRONMENT",
            Self::ChangeReferenceData => "CHANGE REFERENCE DATA",
            Self::PerformSecurityOperation => "PERFORM SECURITY OPERATION",
            Self::ResetRetryCounter => "RESET RETRY COUNTER",
            Self::Select => "SELECT",
            Self::ReadBinary => "READ BINARY",
            Self::GetResponse => "GET RESPONSE",
        })
    }
}

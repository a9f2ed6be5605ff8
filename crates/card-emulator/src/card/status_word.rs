// SPDX-License-Identifier: EUPL-1.2
//! Every answer ends in two bytes, and each pair has a name.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hex;

/// SW1-SW2 (ISO/IEC 7816-4:2020, 5.6). Written down as four hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusWord(pub u16);

impl StatusWord {
    /// Done.
    pub const OK: Self = Self(0x9000);
    /// Wrong PIN or PUK, and no word about tries.
    pub const WRONG_CODE: Self = Self(0x6300);
    /// End of file reached before Le bytes.
    pub const END_OF_FILE: Self = Self(0x6282);
    /// The state could not be stored.
    pub const MEMORY_FAILURE: Self = Self(0x6581);
    /// Wrong length.
    pub const WRONG_LENGTH: Self = Self(0x6700);
    /// Chaining is not known to this command or mask.
    pub const CHAINING_NOT_SUPPORTED: Self = Self(0x6884);
    /// PIN not verified.
    pub const SECURITY_NOT_SATISFIED: Self = Self(0x6982);
    /// PIN or PUK blocked.
    pub const BLOCKED: Self = Self(0x6983);
    /// No security environment, or nothing to get.
    pub const CONDITIONS_NOT_SATISFIED: Self = Self(0x6985);
    /// No elementary file selected.
    pub const NO_CURRENT_FILE: Self = Self(0x6986);
    /// Bad padding or format.
    pub const WRONG_DATA: Self = Self(0x6A80);
    /// No such file or application.
    pub const FILE_NOT_FOUND: Self = Self(0x6A82);
    /// P1 or P2 unknown.
    pub const WRONG_P1_P2: Self = Self(0x6A86);
    /// No such PIN or key.
    pub const REFERENCE_NOT_FOUND: Self = Self(0x6A88);
    /// Offset beyond the end of the file.
    pub const WRONG_OFFSET: Self = Self(0x6B00);
    /// INS unknown.
    pub const INSTRUCTION_NOT_SUPPORTED: Self = Self(0x6D00);
    /// CLA unknown.
    pub const CLASS_NOT_SUPPORTED: Self = Self(0x6E00);

    /// Wrong PIN or PUK, with the tries left (0 to 15).
    pub fn tries_left(tries: u8) -> Self {
        Self(0x63C0 | u16::from(tries & 0x0F))
    }

    /// `count` bytes can be got with GET RESPONSE; 256 and more are shown as 00.
    pub fn more(count: usize) -> Self {
        Self(0x6100 | if count < 256 { count as u16 } else { 0 })
    }

    /// Le should be `length`; 256 is shown as 00.
    pub fn exact_length(length: usize) -> Self {
        Self(0x6C00 | length as u16 & 0xFF)
    }

    /// SW1 and SW2.
    pub fn bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }
}

impl Serialize for StatusWord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(&self.bytes()))
    }
}

impl<'de> Deserialize<'de> for StatusWord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = hex::decode(&text).and_then(|bytes| <[u8; 2]>::try_from(bytes).ok());
        let bytes = bytes.ok_or_else(|| D::Error::custom("not a status word"))?;
        Ok(Self(u16::from_be_bytes(bytes)))
    }
}

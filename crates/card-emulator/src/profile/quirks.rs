// SPDX-License-Identifier: EUPL-1.2
//! Masks obey the same standard in different ways; each way is a switch.

use serde::{Deserialize, Serialize};

/// Habits in which masks differ. The defaults are the strictest known ones, so that a program that
/// works here works on the friendlier cards too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quirks {
    /// Understands extended Lc and Le.
    pub extended_length: bool,
    /// Understands command chaining (CLA 10).
    pub chaining: bool,
    /// Keeps the verified PIN when a DF or the MF is selected.
    pub select_keeps_pin: bool,
    /// What an empty VERIFY does.
    pub empty_verify: EmptyVerify,
    /// READ BINARY at the very end of a file.
    pub end_of_file: EndOfFile,
    /// READ BINARY that runs over the end of a file.
    pub short_tail: ShortTail,
    /// A command whose Le is shorter than its answer.
    pub short_le: ShortLe,
}

/// What an empty VERIFY does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmptyVerify {
    /// Counts as a wrong PIN.
    #[default]
    CostsATry,
    /// Tells the tries left (ISO/IEC 7816-4:2020, 11.6.6).
    TellsTries,
    /// 6700, and nothing happens.
    Refused,
}

/// READ BINARY with offset = size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndOfFile {
    /// Wrong offset.
    #[default]
    #[serde(rename = "6B00")]
    WrongOffset,
    /// End of file reached, no data.
    #[serde(rename = "6282")]
    Warning,
    /// Success, no data.
    #[serde(rename = "9000")]
    Success,
}

/// READ BINARY with offset + Le > size: the short tail comes with this status word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShortTail {
    /// Success.
    #[default]
    #[serde(rename = "9000")]
    Success,
    /// End of file reached before Le bytes.
    #[serde(rename = "6282")]
    Warning,
}

/// A command whose Le is shorter than its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShortLe {
    /// Le bytes, then 61xx; the rest by GET RESPONSE.
    #[default]
    GetResponse,
    /// 6700 and no data.
    Refused,
}

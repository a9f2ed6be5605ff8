// SPDX-License-Identifier: EUPL-1.2
//! Masks obey the same standard in different ways; each way is a switch.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::card::StatusWord;

/// Habits in which masks differ. The defaults are the strictest known ones, so that a program that
/// works here works on the friendlier cards too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quirks {
    /// Understands extended Lc and Le.
    pub extended_length: bool,
    /// Understands command chaining (CLA 10).
    pub chaining: bool,
    /// Keeps the verified PIN when a DF, an application or the MF is selected.
    pub select_keeps_pin: bool,
    /// Has the PIN only while the MF is the current directory.
    pub pin_only_in_mf: bool,
    /// Wants the PIN again after each signature.
    pub signature_uses_up_pin: bool,
    /// What an empty VERIFY does.
    pub empty_verify: EmptyVerify,
    /// What a wrong PIN or PUK is told.
    pub wrong_pin: WrongPin,
    /// The wrong PIN or PUK that takes the last try is told 6983 at once.
    pub blocked_at_once: bool,
    /// All data leaves by 61xx and GET RESPONSE.
    pub force_61xx: bool,
    /// An Le other than the length of the answer is told 6Cxx.
    pub exact_le: bool,
    /// READ BINARY with a larger Le is told 6700.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_le: Option<usize>,
    /// GET CHALLENGE with a larger Le is told 6700.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest_challenge: Option<usize>,
    /// READ BINARY at the very end of a file.
    pub end_of_file: EndOfFile,
    /// READ BINARY that runs over the end of a file.
    pub short_tail: ShortTail,
    /// A command whose Le is shorter than its answer.
    pub short_le: ShortLe,
    /// SELECT with P2 = 0C (no FCI) is told 6A86.
    pub refuses_p2_0c: bool,
    /// What the FCI says of the size of a file.
    pub fci_size: FciSize,
    /// What follows the certificate in its file.
    pub certificate_padding: CertificatePadding,
    /// Other words for the same: what the standard says, and what this mask says instead.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub status_words: BTreeMap<StatusWord, StatusWord>,
}

impl Quirks {
    /// These habits with those in `set` changed; `set` names them as generations do.
    ///
    /// # Errors
    /// A habit nobody has.
    pub fn with(&self, set: &Map<String, Value>) -> Result<Self, serde_json::Error> {
        let mut all = serde_json::to_value(self)?;
        if let Value::Object(habits) = &mut all {
            habits.extend(set.clone());
        }
        serde_json::from_value(all)
    }
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

/// What a wrong PIN or PUK is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WrongPin {
    /// Wrong, and so many tries are left.
    #[default]
    #[serde(rename = "63Cx")]
    TellsTries,
    /// Wrong, and no word about tries.
    #[serde(rename = "6300")]
    TellsNothing,
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

/// What the FCI says of the size of a file. READ BINARY goes by the real one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FciSize {
    /// How large it is.
    #[default]
    Right,
    /// Nothing.
    Absent,
    /// Half of what it is.
    TooSmall,
    /// 256 bytes more than it is.
    TooBig,
}

/// What follows the certificate in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CertificatePadding {
    /// Zeros to the size of the file.
    #[default]
    #[serde(rename = "00")]
    Zeros,
    /// FF to the size of the file.
    #[serde(rename = "FF")]
    Ones,
    /// Nothing: the file is as long as the certificate.
    #[serde(rename = "none")]
    Nothing,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn set(value: &Value) -> Result<Quirks, serde_json::Error> {
        let start = Quirks {
            chaining: true,
            ..Quirks::default()
        };
        start.with(value.as_object().expect("an object"))
    }

    #[test]
    fn some_habits_are_changed_and_the_others_stay() {
        let changed = set(&json!({"end_of_file": "6282", "largest_le": 128})).expect("habits");
        assert_eq!(changed.end_of_file, EndOfFile::Warning);
        assert_eq!(changed.largest_le, Some(128));
        assert!(changed.chaining);
        let back = changed.with(json!({"largest_le": null}).as_object().expect("an object"));
        assert_eq!(back.expect("habits").largest_le, None);
    }

    #[test]
    fn a_habit_nobody_has_is_refused() {
        assert!(set(&json!({"speaks": true})).is_err());
        assert!(set(&json!({"status_words": {"6A82": "what"}})).is_err());
    }

    #[test]
    fn all_habits_survive_being_written_down() {
        let odd = set(&json!({
            "force_61xx": true, "exact_le": true, "wrong_pin": "6300", "blocked_at_once": true,
            "refuses_p2_0c": true, "fci_size": "too-big", "certificate_padding": "FF",
            "largest_challenge": 32, "status_words": {"6A82": "6A81"},
        }))
        .expect("habits");
        let text = toml::to_string(&odd).expect("has a TOML form");
        assert_eq!(toml::from_str::<Quirks>(&text).expect("and back"), odd);
    }
}

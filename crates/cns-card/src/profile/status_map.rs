// SPDX-License-Identifier: EUPL-1.2
//! Status words a generation uses in a sense of its own, and what it means by them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Hex;
use crate::StatusWord;

/// What this generation says, and what it means; any other word means itself.
///
/// Neither side may be `9000`, nor an announcement (`61xx`, `6Cxx`), and a meaning is always a word
/// of the standard: no table can turn a refusal into a success.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(try_from = "BTreeMap<String, String>")]
pub struct StatusMap(BTreeMap<u16, u16>);

impl StatusMap {
    /// What the card means by a status word.
    #[must_use]
    pub fn meaning(&self, said: u16) -> u16 {
        self.0.get(&said).copied().unwrap_or(said)
    }
}

impl TryFrom<BTreeMap<String, String>> for StatusMap {
    type Error = NotAStatusMap;

    fn try_from(texts: BTreeMap<String, String>) -> Result<Self, NotAStatusMap> {
        let words = texts.iter().map(|(said, meant)| {
            let said = word(said).filter(|code| is_translatable((*code).into()))?;
            let meant = word(meant).filter(|code| is_meaning((*code).into()))?;
            Some((said, meant))
        });
        words.collect::<Option<_>>().map(Self).ok_or(NotAStatusMap)
    }
}

/// Why a table is not one of status words.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not a table of status words in four hexadecimal digits, success excluded")]
pub struct NotAStatusMap;

fn word(text: &str) -> Option<u16> {
    Some(u16::from_be_bytes(Hex::parse(text)?.0.try_into().ok()?))
}

fn is_translatable(word: StatusWord) -> bool {
    !matches!(
        word,
        StatusWord::Success | StatusWord::MoreData(_) | StatusWord::WrongExpectedLength(_)
    )
}

fn is_meaning(word: StatusWord) -> bool {
    is_translatable(word) && !matches!(word, StatusWord::Unlisted(_))
}

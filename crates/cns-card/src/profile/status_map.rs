// SPDX-License-Identifier: EUPL-1.2
//! Status words a generation uses in a sense of its own, and what it means by them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Hex;
use crate::StatusWord;

/// What this generation says, and what it means; any other word means itself.
///
/// Neither side may be `9000`, nor an announcement (`61xx`, `6Cxx`), and a meaning is always a word
/// of the standard: no table can turn a refusal into a success. The words in which cards speak of
/// their PIN always mean themselves, and a number of tries (`63Cx`) is meant only by a word that
/// ends in it: no table can hide that a try is gone, or promise one.
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
            let (said, meant) = (word(said)?, word(meant)?);
            may_mean(said, meant).then_some((said, meant))
        });
        words.collect::<Option<_>>().map(Self).ok_or(NotAStatusMap)
    }
}

/// Why a table is not one of status words.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not a table of status words in four hexadecimal digits that may mean each other")]
pub struct NotAStatusMap;

fn word(text: &str) -> Option<u16> {
    Some(u16::from_be_bytes(Hex::parse(text)?.0.try_into().ok()?))
}

fn may_mean(said: u16, meant: u16) -> bool {
    let (word, meaning) = (StatusWord::from(said), StatusWord::from(meant));
    if let StatusWord::Counter(left) = meaning {
        return matches!(word, StatusWord::Unlisted(_)) && said & 0x0F == left.into();
    }
    let speaks_of_pin = matches!(
        word,
        StatusWord::Counter(_)
            | StatusWord::WarningChanged
            | StatusWord::SecurityStatusNotSatisfied
            | StatusWord::Blocked
            | StatusWord::ReferenceDataNotUsable
    );
    let is_standard = !matches!(meaning, StatusWord::Unlisted(_));
    !speaks_of_pin && is_standard && !moves(word) && !moves(meaning)
}

/// Success, and what makes an exchange go on.
fn moves(word: StatusWord) -> bool {
    matches!(
        word,
        StatusWord::Success | StatusWord::MoreData(_) | StatusWord::WrongExpectedLength(_)
    )
}

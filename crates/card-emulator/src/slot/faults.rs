// SPDX-License-Identifier: EUPL-1.2
//! The bad days a test can order.

use std::mem::discriminant;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Habits;
use crate::card::StatusWord;

/// Misfortunes of a slot. The default is none.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Every card is mute: upside down, or with dirty contacts.
    pub(super) mute: bool,
    /// Added to every answer.
    pub(super) delay: Duration,
    /// Every answer takes as long as on a real card.
    pub(super) realistic: bool,
    /// Habits that every card takes on.
    pub(super) habits: Habits,
    mishaps: Vec<(u8, Mishap)>,
}

/// What befalls one command, the next with a given INS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// It meets another card: swapped in between, and the reader did not notice.
    Swap(PathBuf),
    /// It meets a card that has just lost its power for a moment, and the reader did not notice.
    Forget,
    /// It is not executed; the card answers this, so many times.
    Answer(StatusWord, u32),
    /// The card leaves.
    Pull(Pull),
    /// The answer is held back until it is released, or for so long.
    Hold(Option<Duration>),
}

/// How a card leaves in the middle of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pull {
    /// Before or after the command took effect.
    pub when: When,
    /// How much of the answer still gets out.
    pub bytes: Torn,
}

/// Whether a command took effect before the card left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// It did not.
    Before,
    /// It did, and the answer was lost.
    After,
}

/// How many bytes of an answer come out of a card that is being pulled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Torn {
    /// None: PC/SC says success with no bytes.
    #[default]
    Nothing,
    /// One: PC/SC says success with one byte, which is not even a status word.
    OneByte,
}

impl Faults {
    /// Misfortunes that last as long as the program.
    pub fn lasting(mute: bool, delay: Duration) -> Self {
        Self {
            mute,
            delay,
            ..Self::default()
        }
    }

    /// Besides, every answer takes as long as on a real card.
    #[must_use]
    pub fn realistic(self, realistic: bool) -> Self {
        Self { realistic, ..self }
    }

    /// Besides, every card takes on these habits.
    #[must_use]
    pub fn habits(self, habits: Habits) -> Self {
        Self { habits, ..self }
    }

    pub(super) fn arm(&mut self, ins: u8, mishap: Mishap) {
        self.mishaps.push((ins, mishap));
    }

    pub(super) fn disarm_holds(&mut self) {
        self.mishaps
            .retain(|(_, mishap)| !matches!(mishap, Mishap::Hold(_)));
    }

    /// What befalls a command with this INS: of each kind the first that was ordered.
    pub(super) fn strike(&mut self, ins: u8) -> Vec<Mishap> {
        let mut struck: Vec<Mishap> = Vec::new();
        self.mishaps.retain_mut(|(at, mishap)| {
            let second = |one: &Mishap| discriminant(one) == discriminant(mishap);
            if *at != ins || struck.iter().any(second) {
                return true;
            }
            struck.push(mishap.clone());
            mishap.strikes_again()
        });
        struck
    }
}

impl Mishap {
    fn strikes_again(&mut self) -> bool {
        match self {
            Self::Answer(_, times) => {
                *times = times.saturating_sub(1);
                *times > 0
            }
            Self::Swap(_) | Self::Forget | Self::Pull(_) | Self::Hold(_) => false,
        }
    }
}

impl TryFrom<u8> for Torn {
    type Error = &'static str;

    fn try_from(bytes: u8) -> Result<Self, Self::Error> {
        match bytes {
            0 => Ok(Self::Nothing),
            1 => Ok(Self::OneByte),
            _ => Err("bytes is 0 or 1: from 2 on it is an answer"),
        }
    }
}

impl From<Torn> for u8 {
    fn from(torn: Torn) -> Self {
        match torn {
            Torn::Nothing => 0,
            Torn::OneByte => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mishap_befalls_its_own_command_and_only_once() {
        let mut faults = Faults::default();
        faults.arm(0x24, Mishap::Forget);
        assert_eq!(faults.strike(0xB0), []);
        assert_eq!(faults.strike(0x24), [Mishap::Forget]);
        assert_eq!(faults.strike(0x24), []);
    }

    #[test]
    fn two_of_a_kind_befall_two_commands_and_different_ones_the_same() {
        let mut faults = Faults::default();
        for mishap in [Mishap::Forget, Mishap::Forget, Mishap::Hold(None)] {
            faults.arm(0x2A, mishap);
        }
        assert_eq!(faults.strike(0x2A), [Mishap::Forget, Mishap::Hold(None)]);
        assert_eq!(faults.strike(0x2A), [Mishap::Forget]);
    }

    #[test]
    fn a_forced_answer_comes_as_often_as_asked() {
        let mut faults = Faults::default();
        faults.arm(0xB0, Mishap::Answer(StatusWord(0x6F00), 2));
        let answers = [(); 3].map(|()| faults.strike(0xB0).len());
        assert_eq!(answers, [1, 1, 0]);
    }
}

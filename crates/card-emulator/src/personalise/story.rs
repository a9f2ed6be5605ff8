// SPDX-License-Identifier: EUPL-1.2
//! A deck can be made many times over, each time for other people.

use super::Deck;

/// One copy of a deck.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    pub(super) deck: Deck,
    /// From 1.
    pub(super) copy: usize,
}

impl Story {
    /// Its directory, and its label in `deck.json`.
    pub(super) fn label(self) -> String {
        match self.copy {
            1 => self.deck.name().to_owned(),
            copy => format!("{}-{copy}", self.deck.name()),
        }
    }

    /// A progressive number that no other card has, for up to four cards.
    ///
    /// Every deck has a hundred, which is enough for 25 copies; then it gets another hundred.
    pub(super) fn number(self, card: usize) -> u64 {
        let copy = self.copy - 1;
        let number = copy / 25 * 10_000 + self.deck.number() * 100 + copy % 25 * 4 + card;
        number as u64
    }
}

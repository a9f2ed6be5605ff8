// SPDX-License-Identifier: EUPL-1.2
//! How often a PIN was wrong in this visit, and when to stop before the card blocks itself.

/// What is known of one card's PIN counter.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Tries {
    /// What the card said is left, at its last refusal.
    pub(crate) left: Option<u8>,
    /// Wrong PINs so far.
    pub(crate) wrong: u8,
}

impl Tries {
    /// The card refused a PIN.
    pub(crate) fn note_wrong(&mut self, left: Option<u8>) {
        self.left = left;
        self.wrong = self.wrong.saturating_add(1);
    }

    /// Whether another try could be the card's last one: one known try is left, or the card does
    /// not say and has refused twice.
    pub(crate) const fn must_stop(self) -> bool {
        match self.left {
            Some(left) => left <= 1,
            None => self.wrong >= 2,
        }
    }
}

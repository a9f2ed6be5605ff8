// SPDX-License-Identifier: EUPL-1.2
//! How often a PIN was wrong in this visit, and when to stop before the card blocks itself: the
//! one home of these rules, whoever's card it is.

use crate::event::{CardFault, PinAnswer};
use crate::policy::Policy;

/// What is known of one card's PIN counter.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(crate) struct Tries {
    /// What the card said is left, at its last refusal.
    pub(crate) left: Option<u8>,
    /// Wrong PINs so far.
    pub(crate) wrong: u8,
    /// PINs sent since the last count, or the first refusal without one, whose answer was lost:
    /// each may have been one more wrong one.
    lost: u8,
}

/// How many wrong PINs are too many.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Limits {
    wrong: u8,
    /// Of a card that does not say how many are left.
    silent: u8,
}

/// What a card's answer means.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PinVerdict {
    /// The PIN is right.
    Right,
    /// It is wrong; whether it may be typed again is [`Tries::must_stop`]'s to say.
    Wrong,
    /// The card takes no PIN any more.
    Blocked,
    /// The card has no usable PIN.
    NotUsable,
    /// The conversation broke: the PIN may have been sent, and may have been wrong.
    Lost(CardFault),
}

impl Limits {
    /// The chosen PIN while it is uncertain whether the card has it: only the card's word counts.
    pub(crate) const UNCERTAIN: Self = Self {
        wrong: u8::MAX,
        silent: 2,
    };

    /// A PIN that its holder has long used.
    pub(crate) const fn used(policy: &Policy) -> Self {
        Self {
            wrong: policy.wrong_old_pins,
            silent: 2,
        }
    }

    /// The PIN chosen in an earlier visit: typed again only while the card says that it may.
    pub(crate) const fn chosen(policy: &Policy) -> Self {
        Self {
            wrong: policy.wrong_new_pins.saturating_add(1),
            silent: 1,
        }
    }
}

impl Tries {
    /// Takes the card's answer in. A refusal that leaves no try is a block.
    pub(crate) const fn judge(&mut self, answer: Result<PinAnswer, CardFault>) -> PinVerdict {
        match answer {
            Ok(PinAnswer::Accepted) => PinVerdict::Right,
            Ok(
                PinAnswer::Wrong {
                    tries_left: Some(0),
                }
                | PinAnswer::Blocked,
            ) => PinVerdict::Blocked,
            Ok(PinAnswer::Wrong { tries_left }) => {
                self.note_wrong(tries_left);
                PinVerdict::Wrong
            }
            Ok(PinAnswer::NotUsable) => PinVerdict::NotUsable,
            Err(fault) => {
                self.note_lost();
                PinVerdict::Lost(fault)
            }
        }
    }

    /// The card refused a PIN.
    pub(crate) const fn note_wrong(&mut self, left: Option<u8>) {
        self.left = left;
        self.wrong = self.wrong.saturating_add(1);
        if left.is_some() {
            self.lost = 0;
        }
    }

    /// Before the first refusal there is nothing to count down.
    const fn note_lost(&mut self) {
        if self.wrong > 0 {
            self.lost = self.lost.saturating_add(1);
        }
    }

    /// Whether another try is one too many, or could be the card's last one.
    pub(crate) const fn must_stop(self, limits: Limits) -> bool {
        let spare = match self.left {
            Some(left) => left > 1_u8.saturating_add(self.lost),
            None => self.wrong == 0 || self.wrong.saturating_add(self.lost) < limits.silent,
        };
        !spare || self.wrong >= limits.wrong
    }
}

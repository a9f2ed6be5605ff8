// SPDX-License-Identifier: EUPL-1.2
//! S17: the new card is out before it is certain which PIN it has; it is asked for again.

use super::{SetPin, State};
use crate::asks::Ask;
use crate::event::Reading;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::reinsertion::Reinsertion;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;

/// Waiting for the card of before.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct PinUncertain {
    waiting: Reinsertion,
}

impl PinUncertain {
    pub(crate) fn enter(notice: Notice, turn: &mut Turn) -> State {
        Self {
            waiting: Reinsertion::begin(notice, turn),
        }
        .into()
    }
}

impl Face for PinUncertain {
    fn name(&self) -> ScreenName {
        ScreenName::PinUncertain
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.notices.push(self.waiting.notice);
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        self.waiting.awaits()
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(Reinsertion::calm_ms(policy))
    }
}

impl Reactions for PinUncertain {
    fn inserted(self, slot: Slot, turn: &mut Turn) -> State {
        Self {
            waiting: self.waiting.inserted(slot, turn),
        }
        .into()
    }

    fn mute(self, _slot: Slot, _turn: &mut Turn) -> State {
        Self {
            waiting: self.waiting.mute(),
        }
        .into()
    }

    fn card_read(self, reading: &Reading, turn: &mut Turn) -> State {
        match self.waiting.card_read(reading, turn) {
            Ok(()) => SetPin::approach(turn),
            Err(waiting) => Self { waiting }.into(),
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S06: the person types the old card's PIN, unless that could block the card.

use activation_protocol::Outcome;

use super::{InsertOldCard, State, VerifyOldPin};
use crate::effect::Effect;
use crate::ending;
use crate::face::Face;
use crate::log_event::{LogEvent, PinClass};
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Entry, Notice, Screen, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::totem::Totem;
use crate::turn::Turn;

/// Waiting for digits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct EnterOldPin {
    typed: u8,
    notice: Option<Notice>,
}

impl EnterOldPin {
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        let tries = turn.visit.old_tries;
        if tries.must_stop() || tries.wrong >= turn.policy.wrong_old_pins {
            turn.log(LogEvent::OldPinResult(PinClass::Guard));
            return ending::end(turn, Outcome::WrongPin);
        }
        if !turn.world.in_use(turn.visit.first_slot()) {
            return InsertOldCard::enter(Some(Notice::Reinsert), turn);
        }
        Self { typed: 0, notice }.into()
    }
}

impl Face for EnterOldPin {
    fn name(&self) -> ScreenName {
        ScreenName::EnterOldPin
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.notices.extend(self.notice);
        screen.tries_left = totem.visit.old_tries.left;
    }

    fn entry(&self, totem: &Totem) -> Option<Entry> {
        let Policy {
            pin_min: min,
            pin_max: max,
            ..
        } = totem.policy;
        Some(Entry {
            slot: SecretSlot::OldPin,
            typed: self.typed,
            min,
            max,
        })
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.idle_ms)
    }
}

impl Reactions for EnterOldPin {
    fn typed(self, digits: u8, _turn: &mut Turn) -> State {
        Self {
            typed: digits,
            ..self
        }
        .into()
    }

    fn confirm(self, turn: &mut Turn) -> State {
        if self.typed < turn.policy.pin_min {
            return self.into();
        }
        VerifyOldPin::enter(turn)
    }

    fn removed(self, slot: Slot, turn: &mut Turn) -> State {
        if slot != turn.visit.first_slot() {
            return self.into();
        }
        turn.run(Effect::Wipe(SecretSlot::OldPin));
        InsertOldCard::enter(Some(Notice::Reinsert), turn)
    }
}

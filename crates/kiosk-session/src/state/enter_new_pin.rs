// SPDX-License-Identifier: EUPL-1.2
//! S22: resuming with the new card: the person types the PIN chosen in an earlier visit.

use activation_protocol::Outcome;

use super::{InsertOldCard, State, VerifyNewPin};
use crate::effect::Effect;
use crate::ending;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Action, Entry, Notice, Screen, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::totem::Totem;
use crate::turn::Turn;

/// Waiting for digits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct EnterNewPin {
    typed: u8,
    notice: Option<Notice>,
}

impl EnterNewPin {
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        if !turn.world.in_use(turn.visit.new_slot()) {
            return InsertOldCard::enter(Some(Notice::Reinsert), turn);
        }
        Self { typed: 0, notice }.into()
    }

    /// Typed once more only while the card says that two tries are left.
    pub(crate) fn after_wrong(tries_left: Option<u8>, turn: &mut Turn) -> State {
        turn.run(Effect::Wipe(SecretSlot::NewPin));
        turn.visit.new_tries.note_wrong(tries_left);
        let tries = turn.visit.new_tries;
        if tries_left == Some(0) {
            return ending::end(turn, Outcome::PinBlocked);
        }
        let may_try = tries_left.is_some() && tries.wrong <= turn.policy.wrong_new_pins;
        if tries.must_stop() || !may_try {
            return ending::end(turn, Outcome::WrongPin);
        }
        Self::enter(Some(Notice::WrongPin), turn)
    }
}

impl Face for EnterNewPin {
    fn name(&self) -> ScreenName {
        ScreenName::EnterNewPin
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.notices.extend(self.notice);
        screen.tries_left = totem.visit.new_tries.left;
        screen.actions.push(Action::ForgotPin);
    }

    fn entry(&self, totem: &Totem) -> Option<Entry> {
        let Policy {
            pin_min: min,
            pin_max: max,
            ..
        } = totem.policy;
        Some(Entry {
            slot: SecretSlot::NewPin,
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

impl Reactions for EnterNewPin {
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
        VerifyNewPin::enter(turn)
    }

    /// The old card and its PIN can have a new code released.
    fn forgot_pin(self, turn: &mut Turn) -> State {
        ending::start_over(turn)
    }

    fn removed(self, slot: Slot, turn: &mut Turn) -> State {
        if slot != turn.visit.new_slot() {
            return self.into();
        }
        turn.run(Effect::Wipe(SecretSlot::NewPin));
        InsertOldCard::enter(Some(Notice::Reinsert), turn)
    }
}

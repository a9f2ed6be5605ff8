// SPDX-License-Identifier: EUPL-1.2
//! S19: the new card is asked whether it has the chosen PIN, so that it may sign.

use activation_protocol::Outcome;

use super::{EnterNewPin, SignNewProof, State};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::ending;
use crate::event::{CardFault, PinAnswer, Reading};
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::reinsertion::Reinsertion;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::totem::Totem;
use crate::tries::{PinVerdict, Tries};
use crate::turn::Turn;

/// Waiting for the card's answer, or for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct VerifyNewPin {
    gone: Option<Reinsertion>,
    /// The PIN may have cost a try already and is not known to be right.
    type_again: bool,
}

impl VerifyNewPin {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        let slot = turn.visit.new_slot();
        if !turn.world.in_use(slot) {
            return Self::without_card(turn);
        }
        turn.run(Effect::VerifyPin(slot, SecretSlot::NewPin));
        Self {
            gone: None,
            type_again: false,
        }
        .into()
    }

    /// The card left before it had signed: the chosen PIN waits for it.
    pub(crate) fn without_card(turn: &mut Turn) -> State {
        Self {
            gone: Some(Reinsertion::begin(Notice::Reinsert, turn)),
            type_again: false,
        }
        .into()
    }

    /// The card's answer is lost. A PIN that was just set waits for the card; one that was typed
    /// from memory is not sent twice.
    fn unanswered(turn: &mut Turn) -> State {
        let type_again = turn.visit.is_resuming();
        if type_again {
            turn.run(Effect::Wipe(SecretSlot::NewPin));
        }
        Self {
            gone: Some(Reinsertion::begin(Notice::Reinsert, turn)),
            type_again,
        }
        .into()
    }
}

impl Face for VerifyNewPin {
    fn name(&self) -> ScreenName {
        ScreenName::VerifyNewPin
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen
            .notices
            .extend(self.gone.map(|waiting| waiting.notice));
    }

    fn awaits(&self) -> Option<Ask> {
        self.gone.map_or(Some(Ask::Verify), Reinsertion::awaits)
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        self.gone.map(|_| Reinsertion::calm_ms(policy))
    }
}

impl Reactions for VerifyNewPin {
    fn pin_checked(self, answer: Result<PinAnswer, CardFault>, turn: &mut Turn) -> State {
        match turn.visit.new_tries.judge(answer) {
            PinVerdict::Right => {
                turn.visit.new_tries = Tries::default();
                SignNewProof::enter(turn)
            }
            PinVerdict::Wrong if turn.visit.is_resuming() => {
                turn.run(Effect::Wipe(SecretSlot::NewPin));
                EnterNewPin::enter(Some(Notice::WrongPin), turn)
            }
            PinVerdict::Blocked | PinVerdict::NotUsable if turn.visit.is_resuming() => {
                ending::end(turn, Outcome::PinBlocked)
            }
            PinVerdict::Wrong | PinVerdict::Blocked | PinVerdict::NotUsable => {
                ending::end(turn, Outcome::ToBeCompleted)
            }
            PinVerdict::Lost(_) => Self::unanswered(turn),
        }
    }

    fn inserted(self, slot: Slot, turn: &mut Turn) -> State {
        match self.gone {
            Some(waiting) => Self {
                gone: Some(waiting.inserted(slot, turn)),
                ..self
            }
            .into(),
            None => self.unexpected(turn),
        }
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        match self.gone {
            Some(waiting) => Self {
                gone: Some(waiting.mute()),
                ..self
            }
            .into(),
            None => self.unexpected(turn),
        }
    }

    fn card_read(self, reading: &Reading, turn: &mut Turn) -> State {
        match self.gone.map(|waiting| waiting.card_read(reading, turn)) {
            Some(Ok(())) if self.type_again => EnterNewPin::enter(None, turn),
            Some(Ok(())) => Self::enter(turn),
            Some(Err(waiting)) => Self {
                gone: Some(waiting),
                ..self
            }
            .into(),
            None => self.unexpected(turn),
        }
    }
}

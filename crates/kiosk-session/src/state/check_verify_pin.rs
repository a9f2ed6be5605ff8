// SPDX-License-Identifier: EUPL-1.2
//! S32: the card judges the PIN; whatever it says, the PIN is wiped and never sent again.

use super::{CheckEnterPin, CheckSign, State};
use crate::asks::Ask;
use crate::card_report::Proof;
use crate::check;
use crate::effect::Effect;
use crate::event::{CardFault, PinAnswer};
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::SecretSlot;
use crate::tries::{PinVerdict, Tries};
use crate::turn::Turn;

/// Waiting for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckVerifyPin;

impl CheckVerifyPin {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        let slot = turn.visit.first_slot();
        turn.run(Effect::VerifyPin(slot, SecretSlot::OldPin));
        Self.into()
    }
}

impl Face for CheckVerifyPin {
    fn name(&self) -> ScreenName {
        ScreenName::CheckVerifyPin
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Verify)
    }
}

impl Reactions for CheckVerifyPin {
    fn pin_checked(self, answer: Result<PinAnswer, CardFault>, turn: &mut Turn) -> State {
        turn.run(Effect::Wipe(SecretSlot::OldPin));
        let mut tries = turn.visit.checked_tries();
        let verdict = tries.judge(answer);
        turn.visit.keep_checked_tries(tries);
        match verdict {
            PinVerdict::Right => {
                turn.visit.keep_checked_tries(Tries::default());
                CheckSign::enter(turn)
            }
            PinVerdict::Wrong => CheckEnterPin::enter(Some(Notice::WrongPin), turn),
            PinVerdict::Blocked => check::proved(Proof::Blocked, turn),
            PinVerdict::NotUsable => check::proved(Proof::NotUsable, turn),
            PinVerdict::Lost(fault) => broken(fault, turn),
        }
    }
}

/// A card that was pulled has not failed.
pub(super) fn broken(fault: CardFault, turn: &mut Turn) -> State {
    match fault {
        CardFault::Removed => check::interrupted(turn),
        CardFault::TimedOut | CardFault::Transport | CardFault::Garbage => {
            check::proved(Proof::Failed, turn)
        }
    }
}

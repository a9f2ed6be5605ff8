// SPDX-License-Identifier: EUPL-1.2
//! S18: the chosen PIN is tried first, because the card may already have it.

use super::{PinUncertain, RequestRelease, SetPin, SignNewProof, State};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::event::{CardFault, PinAnswer};
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::SecretSlot;
use crate::tries::{Limits, PinVerdict, Tries};
use crate::turn::Turn;

/// Waiting for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct TryChosenPin;

impl TryChosenPin {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        if turn.visit.new_tries.must_stop(Limits::UNCERTAIN) {
            return RequestRelease::repair_or_end(turn);
        }
        turn.run(Effect::VerifyPin(turn.visit.new_slot(), SecretSlot::NewPin));
        Self.into()
    }
}

impl Face for TryChosenPin {
    fn name(&self) -> ScreenName {
        ScreenName::TryChosenPin
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Verify)
    }
}

impl Reactions for TryChosenPin {
    fn pin_checked(self, answer: Result<PinAnswer, CardFault>, turn: &mut Turn) -> State {
        match turn.visit.new_tries.judge(answer) {
            PinVerdict::Right => {
                turn.run(Effect::Wipe(SecretSlot::Issued));
                turn.visit.written = true;
                turn.visit.new_tries = Tries::default();
                SignNewProof::enter(turn)
            }
            PinVerdict::Wrong if !turn.visit.new_tries.must_stop(Limits::UNCERTAIN) => {
                SetPin::enter(turn)
            }
            PinVerdict::Wrong | PinVerdict::Blocked | PinVerdict::NotUsable => {
                RequestRelease::repair_or_end(turn)
            }
            PinVerdict::Lost(_) => PinUncertain::enter(Notice::Reinsert, turn),
        }
    }
}

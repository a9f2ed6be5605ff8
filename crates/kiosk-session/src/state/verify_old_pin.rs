// SPDX-License-Identifier: EUPL-1.2
//! S07: the old card judges the PIN; whatever it says, the PIN is wiped.

use activation_protocol::Outcome;

use super::{EnterOldPin, InsertOldCard, SignOldProof, State};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::ending;
use crate::event::{CardFault, PinAnswer};
use crate::face::Face;
use crate::log_event::{LogEvent, PinClass};
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::SecretSlot;
use crate::tries::PinVerdict;
use crate::turn::Turn;

/// Waiting for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct VerifyOldPin;

impl VerifyOldPin {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::VerifyPin(
            turn.visit.first_slot(),
            SecretSlot::OldPin,
        ));
        Self.into()
    }
}

impl Face for VerifyOldPin {
    fn name(&self) -> ScreenName {
        ScreenName::VerifyOldPin
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Verify)
    }
}

impl Reactions for VerifyOldPin {
    fn pin_checked(self, answer: Result<PinAnswer, CardFault>, turn: &mut Turn) -> State {
        turn.run(Effect::Wipe(SecretSlot::OldPin));
        let log = |class| LogEvent::OldPinResult(class);
        match turn.visit.old_tries.judge(answer) {
            PinVerdict::Right => {
                turn.log(log(PinClass::Ok));
                SignOldProof::enter(turn)
            }
            PinVerdict::Wrong => {
                turn.log(log(PinClass::Wrong));
                EnterOldPin::enter(Some(Notice::WrongPin), turn)
            }
            PinVerdict::Blocked | PinVerdict::NotUsable => {
                turn.log(log(PinClass::Blocked));
                ending::end(turn, Outcome::PinBlocked)
            }
            PinVerdict::Lost(_) => InsertOldCard::after_break(turn.visit.first_slot(), turn),
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S16: the new card gets the chosen PIN. Only its answer, or its silence, ends this state.

use activation_protocol::Outcome;

use super::{PinUncertain, RequestRelease, State, TryChosenPin, VerifyNewPin};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::ending;
use crate::event::SetAnswer;
use crate::face::Face;
use crate::journal_op::Record;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::SecretSlot;
use crate::tries::Tries;
use crate::turn::Turn;

/// Waiting for the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct SetPin;

impl SetPin {
    /// The code is here: set the PIN if the card is too and cannot have it already; otherwise
    /// find out first.
    pub(crate) fn approach(turn: &mut Turn) -> State {
        if !turn.world.in_use(turn.visit.new_slot()) {
            PinUncertain::enter(Notice::Reinsert, turn)
        } else if turn.visit.is_ambiguous() {
            TryChosenPin::enter(turn)
        } else {
            Self::enter(turn)
        }
    }

    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.record(Record::IntentSet);
        turn.run(Effect::SetPin(turn.visit.new_slot()));
        Self.into()
    }
}

impl Face for SetPin {
    fn name(&self) -> ScreenName {
        ScreenName::SetPin
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Set)
    }
}

impl Reactions for SetPin {
    fn pin_set(self, answer: SetAnswer, turn: &mut Turn) -> State {
        match answer {
            SetAnswer::Changed => changed(turn),
            SetAnswer::Refused { sw, tries_left } => refused(sw, tries_left, turn),
            SetAnswer::OtherCard => {
                turn.log(LogEvent::PinSetCardChanged);
                PinUncertain::enter(Notice::OtherCard, turn)
            }
            SetAnswer::NotSent(_) => PinUncertain::enter(Notice::Reinsert, turn),
            SetAnswer::Lost(_) => {
                turn.log(LogEvent::PinSetAmbiguous);
                turn.visit.note_lost_write();
                PinUncertain::enter(Notice::Reinsert, turn)
            }
        }
    }
}

fn changed(turn: &mut Turn) -> State {
    turn.run(Effect::Wipe(SecretSlot::Issued));
    turn.log(LogEvent::PinSetResult { sw: 0x9000 });
    turn.visit.written = true;
    turn.visit.refusal = None;
    turn.visit.new_tries = Tries::default();
    VerifyNewPin::enter(turn)
}

/// Never a second try of its own; a repair only where the PIN may have been changed before.
fn refused(sw: u16, tries_left: Option<u8>, turn: &mut Turn) -> State {
    turn.log(LogEvent::PinSetResult { sw });
    turn.visit.refusal = Some(sw);
    turn.visit.new_tries.note_wrong(tries_left);
    if turn.visit.is_ambiguous() {
        RequestRelease::repair_or_end(turn)
    } else {
        ending::end(turn, Outcome::CodeNotAccepted)
    }
}

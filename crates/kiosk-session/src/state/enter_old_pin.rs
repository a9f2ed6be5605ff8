// SPDX-License-Identifier: EUPL-1.2
//! S06: the person types the old card's PIN.

use activation_protocol::Outcome;

use super::{InsertOldCard, State, VerifyOldPin};
use crate::ending;
use crate::log_event::{LogEvent, PinClass};
use crate::pin_entry::{AskedPin, PinEntry};
use crate::policy::Policy;
use crate::screen::{Notice, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::tries::{Limits, Tries};
use crate::turn::Turn;
use crate::visit::Visit;

/// Waiting for the old card's PIN.
pub(crate) type EnterOldPin = PinEntry<OldPin>;

/// The PIN that shows whose card it is.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct OldPin;

impl AskedPin for OldPin {
    const PAGE: ScreenName = ScreenName::EnterOldPin;
    const SECRET: SecretSlot = SecretSlot::OldPin;

    fn tries(visit: &Visit) -> Tries {
        visit.old_tries
    }

    fn limits(policy: &Policy) -> Limits {
        Limits::used(policy)
    }

    fn reader(visit: &Visit) -> Slot {
        visit.first_slot()
    }

    fn verify(turn: &mut Turn) -> State {
        VerifyOldPin::enter(turn)
    }

    fn spare(turn: &mut Turn) -> State {
        turn.log(LogEvent::OldPinResult(PinClass::Guard));
        ending::end(turn, Outcome::WrongPin)
    }

    fn ask_back(turn: &mut Turn) -> State {
        InsertOldCard::enter(Some(Notice::Reinsert), turn)
    }
}

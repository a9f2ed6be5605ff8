// SPDX-License-Identifier: EUPL-1.2
//! S22: resuming with the new card: the person types the PIN chosen in an earlier visit.

use activation_protocol::Outcome;

use super::{InsertOldCard, State, VerifyNewPin};
use crate::ending;
use crate::pin_entry::{AskedPin, PinEntry};
use crate::policy::Policy;
use crate::screen::{Notice, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::tries::{Limits, Tries};
use crate::turn::Turn;
use crate::visit::Visit;

/// Waiting for the new card's PIN.
pub(crate) type EnterNewPin = PinEntry<ChosenPin>;

/// The PIN of a card that only lacks its proof.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct ChosenPin;

impl AskedPin for ChosenPin {
    const PAGE: ScreenName = ScreenName::EnterNewPin;
    const SECRET: SecretSlot = SecretSlot::NewPin;
    /// The old card and its PIN can have a new code released.
    const FORGOTTEN: Option<fn(&mut Turn) -> State> = Some(ending::start_over);

    fn tries(visit: &Visit) -> Tries {
        visit.new_tries
    }

    fn limits(policy: &Policy) -> Limits {
        Limits::chosen(policy)
    }

    fn reader(visit: &Visit) -> Slot {
        visit.new_slot()
    }

    fn verify(turn: &mut Turn) -> State {
        VerifyNewPin::enter(turn)
    }

    fn spare(turn: &mut Turn) -> State {
        ending::end(turn, Outcome::WrongPin)
    }

    fn ask_back(turn: &mut Turn) -> State {
        InsertOldCard::enter(Some(Notice::Reinsert), turn)
    }
}

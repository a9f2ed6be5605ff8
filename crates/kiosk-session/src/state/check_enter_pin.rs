// SPDX-License-Identifier: EUPL-1.2
//! S31: the person types the PIN that is to be proven.

use super::{CheckReport, CheckVerifyPin, State};
use crate::card_report::Proof;
use crate::check;
use crate::effect::Effect;
use crate::pin_entry::{AskedPin, PinEntry};
use crate::policy::Policy;
use crate::screen::ScreenName;
use crate::slot::{SecretSlot, Slot};
use crate::tries::{Limits, Tries};
use crate::turn::Turn;
use crate::visit::Visit;

/// Waiting for the PIN of the card being checked.
pub(crate) type CheckEnterPin = PinEntry<CheckedPin>;

/// The PIN that a person wants to see work.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckedPin;

impl AskedPin for CheckedPin {
    const PAGE: ScreenName = ScreenName::CheckEnterPin;
    const SECRET: SecretSlot = SecretSlot::OldPin;

    fn tries(visit: &Visit) -> Tries {
        visit.checked_tries()
    }

    fn limits(policy: &Policy) -> Limits {
        Limits::used(policy)
    }

    fn reader(visit: &Visit) -> Slot {
        visit.first_slot()
    }

    fn verify(turn: &mut Turn) -> State {
        CheckVerifyPin::enter(turn)
    }

    fn spare(turn: &mut Turn) -> State {
        check::proved(Proof::StoppedInTime, turn)
    }

    fn ask_back(turn: &mut Turn) -> State {
        check::interrupted(turn)
    }

    /// What was found stays worth reading.
    fn cancel(turn: &mut Turn) -> State {
        turn.run(Effect::Wipe(Self::SECRET));
        CheckReport::enter(None, turn)
    }

    fn other_card(turn: &mut Turn) -> Option<State> {
        Some(check::start_over(turn))
    }
}

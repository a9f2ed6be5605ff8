// SPDX-License-Identifier: EUPL-1.2
//! S29: what the service knows of the card. Without it the check goes on.

use activation_protocol::ProblemCode;
use activation_protocol::messages::CardCheck;

use super::State;
use crate::asks::Ask;
use crate::card_report::ServiceWord;
use crate::check;
use crate::effect::{Call, Effect};
use crate::event::Event;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::slot::Slot;
use crate::turn::Turn;
use crate::world::World;

/// Waiting for the backend, but not for long. The card may leave meanwhile.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckAskService {
    until_ms: u64,
}

impl CheckAskService {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::Call(Call::CheckCard));
        let until_ms = turn.now_ms().saturating_add(turn.policy.check_service_ms);
        Self { until_ms }.into()
    }
}

impl Face for CheckAskService {
    fn name(&self) -> ScreenName {
        ScreenName::CheckAskService
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }

    fn deadline_ms(&self, _world: &World) -> Option<u64> {
        Some(self.until_ms)
    }
}

impl Reactions for CheckAskService {
    fn checked(self, check: CardCheck, turn: &mut Turn) -> State {
        check::heard(ServiceWord::Said(check), turn)
    }

    /// Whatever the reason: the service has said nothing about the card.
    fn problem(self, _code: ProblemCode, turn: &mut Turn) -> State {
        self.unreachable(turn)
    }

    fn unreachable(self, turn: &mut Turn) -> State {
        check::heard(ServiceWord::Unreachable, turn)
    }

    fn expired(self, turn: &mut Turn) -> State {
        self.unreachable(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        check::start_over(turn)
    }

    fn mute(self, slot: Slot, turn: &mut Turn) -> State {
        check::start_over(turn).react(&Event::Mute(slot), turn)
    }
}

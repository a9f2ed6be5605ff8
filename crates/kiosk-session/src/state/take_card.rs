// SPDX-License-Identifier: EUPL-1.2
//! S24: the person takes the card, and the slip.

use activation_protocol::Outcome;

use super::{CardLeft, ShowOutcome, State};
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::world::World;

/// Waiting for the readers to be empty.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct TakeCard {
    outcome: Outcome,
    notice: Option<Notice>,
    until_ms: u64,
}

impl TakeCard {
    /// Passed at once when no card is in.
    pub(crate) fn enter(outcome: Outcome, notice: Option<Notice>, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            return ShowOutcome::enter(outcome, notice, turn);
        }
        let until_ms = turn.now_ms().saturating_add(turn.policy.remove_card_ms);
        Self {
            outcome,
            notice,
            until_ms,
        }
        .into()
    }
}

impl Face for TakeCard {
    fn name(&self) -> ScreenName {
        ScreenName::TakeCard
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.outcome = Some(self.outcome);
        screen.notices.extend(self.notice);
    }

    fn deadline_ms(&self, _world: &World) -> Option<u64> {
        Some(self.until_ms)
    }
}

impl Reactions for TakeCard {
    fn removed(self, _slot: Slot, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            ShowOutcome::enter(self.outcome, self.notice, turn)
        } else {
            self.into()
        }
    }

    fn expired(self, turn: &mut Turn) -> State {
        CardLeft::enter(turn)
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S24: the person takes the card, and the slip if there is one.

use activation_protocol::Outcome;

use super::{CardLeft, ShowOutcome, State};
use crate::ending;
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
    outcome: Option<Outcome>,
    notice: Option<Notice>,
    until_ms: u64,
}

impl TakeCard {
    /// Passed at once when no card is in. What ends without an outcome has nothing to show then.
    pub(crate) fn enter(
        outcome: Option<Outcome>,
        notice: Option<Notice>,
        turn: &mut Turn,
    ) -> State {
        match outcome {
            _ if !turn.world.is_empty() => Self {
                outcome,
                notice,
                until_ms: turn.now_ms().saturating_add(turn.policy.remove_card_ms),
            }
            .into(),
            Some(outcome) => ShowOutcome::enter(outcome, notice, turn),
            None => ending::leave(turn),
        }
    }
}

impl Face for TakeCard {
    fn name(&self) -> ScreenName {
        ScreenName::TakeCard
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.outcome = self.outcome;
        screen.notices.extend(self.notice);
    }

    fn deadline_ms(&self, _world: &World) -> Option<u64> {
        Some(self.until_ms)
    }
}

impl Reactions for TakeCard {
    fn removed(self, _slot: Slot, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            Self::enter(self.outcome, self.notice, turn)
        } else {
            self.into()
        }
    }

    fn expired(self, turn: &mut Turn) -> State {
        CardLeft::enter(turn)
    }
}

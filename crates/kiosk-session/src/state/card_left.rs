// SPDX-License-Identifier: EUPL-1.2
//! S26: somebody left a card; nobody else's visit begins before it is out.

use super::State;
use crate::effect::Effect;
use crate::ending;
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::slot::Slot;
use crate::turn::Turn;

/// Waiting for the readers to be empty.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CardLeft;

impl CardLeft {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::Attention);
        turn.log(LogEvent::CardLeft);
        Self.into()
    }
}

impl Face for CardLeft {
    fn name(&self) -> ScreenName {
        ScreenName::CardLeft
    }
}

impl Reactions for CardLeft {
    fn removed(self, _slot: Slot, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            ending::leave(turn)
        } else {
            self.into()
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S25: how the visit ended, what to do now, and where to go.

use activation_protocol::Outcome;

use super::{CardLeft, State};
use crate::ending;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Action, Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::world::World;

/// Waiting for the card to be out, and then a while for the person to read.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct ShowOutcome {
    outcome: Outcome,
    notice: Option<Notice>,
    until_ms: u64,
}

impl ShowOutcome {
    pub(crate) fn enter(outcome: Outcome, notice: Option<Notice>, turn: &mut Turn) -> State {
        let notice = notice.or(turn.visit.unknown_type.then_some(Notice::UnknownType));
        Self {
            outcome,
            notice,
            until_ms: 0,
        }
        .again(turn)
    }

    /// The clock starts again whenever a card comes or goes.
    fn again(self, turn: &mut Turn) -> State {
        let policy = &turn.policy;
        let ms = match self.notice {
            _ if !turn.world.is_empty() => policy.remove_card_ms,
            Some(Notice::CodeOnScreen) => policy.code_on_screen_ms,
            Some(_) | None => policy.outcome_ms,
        };
        Self {
            until_ms: turn.now_ms().saturating_add(ms),
            ..self
        }
        .into()
    }

    /// The page has been read; while a card is in, it stays.
    fn done(self, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            ending::leave(turn)
        } else {
            self.into()
        }
    }
}

impl Face for ShowOutcome {
    fn name(&self) -> ScreenName {
        ScreenName::Outcome
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.outcome = Some(self.outcome);
        screen.notices.extend(self.notice);
        screen
            .actions
            .extend(totem.world.is_empty().then_some(Action::Confirm));
    }

    fn deadline_ms(&self, _world: &World) -> Option<u64> {
        Some(self.until_ms)
    }
}

impl Reactions for ShowOutcome {
    fn confirm(self, turn: &mut Turn) -> State {
        self.done(turn)
    }

    /// Another language, say: somebody is reading.
    fn other_touch(self, turn: &mut Turn) -> State {
        self.again(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        self.again(turn)
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        self.again(turn)
    }

    fn removed(self, _slot: Slot, turn: &mut Turn) -> State {
        self.again(turn)
    }

    fn expired(self, turn: &mut Turn) -> State {
        if turn.world.is_empty() {
            ending::leave(turn)
        } else {
            CardLeft::enter(turn)
        }
    }
}

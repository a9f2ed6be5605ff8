// SPDX-License-Identifier: EUPL-1.2
//! S10: the old card comes out, where one reader serves both.

use activation_protocol::Outcome;

use super::{CardLeft, InsertNewCard, State};
use crate::effect::Effect;
use crate::ending;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::slot::Slot;
use crate::turn::Turn;

/// Waiting for the reader to be empty.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct RemoveOldCard;

impl RemoveOldCard {
    /// Passed at once where the card may stay, or is out already.
    pub(crate) fn enter(turn: &mut Turn) -> State {
        let may_stay = turn.policy.readers > 1 || turn.world.fresh().is_some();
        if may_stay || turn.world.is_empty() {
            InsertNewCard::enter(None, turn)
        } else {
            Self.into()
        }
    }
}

impl Face for RemoveOldCard {
    fn name(&self) -> ScreenName {
        ScreenName::RemoveOldCard
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.remove_card_ms)
    }
}

impl Reactions for RemoveOldCard {
    fn removed(self, _slot: Slot, turn: &mut Turn) -> State {
        Self::enter(turn)
    }

    fn warned(self, turn: &mut Turn) -> State {
        turn.run(Effect::Attention);
        self.into()
    }

    fn expired(self, turn: &mut Turn) -> State {
        ending::close(turn, Outcome::NothingChanged);
        CardLeft::enter(turn)
    }
}

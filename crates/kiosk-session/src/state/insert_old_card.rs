// SPDX-License-Identifier: EUPL-1.2
//! S03: asking for the old card, or for it back.

use activation_protocol::Outcome;

use super::{ReadOldCard, State};
use crate::ending;
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::visit::once_more;

/// Waiting for a card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct InsertOldCard {
    notice: Option<Notice>,
}

impl InsertOldCard {
    /// Asks for the card; one that is already in is read at once.
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        match turn.world.fresh() {
            Some(slot) => ReadOldCard::enter(slot, turn),
            None => Self { notice }.into(),
        }
    }

    /// Asks for it again after a conversation broke: twice, and no more.
    pub(crate) fn after_break(turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        if once_more(&mut turn.visit.mishaps.old_broken, 3) {
            ending::end(turn, Outcome::Unreadable)
        } else {
            Self::enter(Some(Notice::Reinsert), turn)
        }
    }
}

impl Face for InsertOldCard {
    fn name(&self) -> ScreenName {
        ScreenName::InsertOldCard
    }

    fn show(&self, _totem: &Totem, screen: &mut Screen) {
        screen.notices.extend(self.notice);
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.idle_ms)
    }
}

impl Reactions for InsertOldCard {
    fn inserted(self, slot: Slot, turn: &mut Turn) -> State {
        ReadOldCard::enter(slot, turn)
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        if once_more(&mut turn.visit.mishaps.old_mute, 3) {
            ending::end(turn, Outcome::Unreadable)
        } else {
            Self {
                notice: Some(Notice::TurnCard),
            }
            .into()
        }
    }
}

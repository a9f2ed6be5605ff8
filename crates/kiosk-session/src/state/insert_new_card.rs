// SPDX-License-Identifier: EUPL-1.2
//! S11: asking for the new card, or for another one when it was not the right one.

use activation_protocol::Outcome;

use super::{ReadNewCard, State};
use crate::effect::Effect;
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
pub(crate) struct InsertNewCard {
    notice: Option<Notice>,
}

impl InsertNewCard {
    /// Asks for the card; one that is already in is read at once.
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        match turn.world.fresh() {
            Some(slot) => ReadNewCard::enter(slot, turn),
            None => Self { notice }.into(),
        }
    }

    /// Asks again after the card in this reader could not be read: twice, and no more.
    pub(crate) fn after_break(slot: Slot, turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        turn.run(Effect::PowerOff(slot));
        if once_more(&mut turn.visit.mishaps.new_broken, 3) {
            ending::end(turn, Outcome::Unreadable)
        } else {
            Self::enter(Some(Notice::Reinsert), turn)
        }
    }

    /// Asks for another card than the one in this reader: twice, and no more.
    pub(crate) fn after_wrong_card(slot: Slot, outcome: Outcome, turn: &mut Turn) -> State {
        turn.visit.refused = Some(outcome);
        turn.run(Effect::PowerOff(slot));
        if once_more(&mut turn.visit.mishaps.wrong_second, 3) {
            ending::end(turn, outcome)
        } else {
            Self::enter(Some(Notice::WrongSecondCard), turn)
        }
    }
}

impl Face for InsertNewCard {
    fn name(&self) -> ScreenName {
        ScreenName::InsertNewCard
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

impl Reactions for InsertNewCard {
    fn inserted(self, slot: Slot, turn: &mut Turn) -> State {
        ReadNewCard::enter(slot, turn)
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        if once_more(&mut turn.visit.mishaps.new_mute, 3) {
            ending::end(turn, Outcome::NoChipOrUnknownType)
        } else {
            Self {
                notice: Some(Notice::TurnCard),
            }
            .into()
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S11: asking for the new card, or for another one when it was not the right one.

use activation_protocol::Outcome;

use super::{ReadNewCard, State};
use crate::card_request::{CardRequest, WantedCard};
use crate::ending;
use crate::screen::{Notice, ScreenName};
use crate::slot::Slot;
use crate::turn::Turn;
use crate::visit::{CardMishaps, Mishaps, once_more};

/// Waiting for the second card of a visit.
pub(crate) type InsertNewCard = CardRequest<SecondCard>;

/// The new card of a transfer.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct SecondCard;

impl InsertNewCard {
    /// Asks for another card than the one in this reader: twice, and no more.
    pub(crate) fn after_wrong_card(slot: Slot, outcome: Outcome, turn: &mut Turn) -> State {
        turn.visit.refused = Some(outcome);
        turn.let_go(slot);
        if once_more(&mut turn.visit.mishaps.wrong_second, 3) {
            ending::end(turn, outcome)
        } else {
            Self::enter(Some(Notice::WrongSecondCard), turn)
        }
    }
}

impl WantedCard for SecondCard {
    const PAGE: ScreenName = ScreenName::InsertNewCard;

    fn read(slot: Slot, turn: &mut Turn) -> State {
        ReadNewCard::enter(slot, turn)
    }

    fn mishaps(mishaps: &mut Mishaps) -> &mut CardMishaps {
        &mut mishaps.second
    }

    fn give_up_silent(turn: &mut Turn) -> State {
        ending::end(turn, Outcome::NoChipOrUnknownType)
    }

    fn give_up_broken(turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unreadable)
    }
}

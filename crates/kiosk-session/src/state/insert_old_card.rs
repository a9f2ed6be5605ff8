// SPDX-License-Identifier: EUPL-1.2
//! S03: asking for the old card, or for it back.

use activation_protocol::Outcome;

use super::{ReadOldCard, State};
use crate::card_request::{CardRequest, WantedCard};
use crate::ending;
use crate::screen::ScreenName;
use crate::slot::Slot;
use crate::turn::Turn;
use crate::visit::{CardMishaps, Mishaps};

/// Waiting for the first card of a visit.
pub(crate) type InsertOldCard = CardRequest<FirstCard>;

/// The old card, or the new one when resuming.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct FirstCard;

impl WantedCard for FirstCard {
    const PAGE: ScreenName = ScreenName::InsertOldCard;

    fn read(slot: Slot, turn: &mut Turn) -> State {
        ReadOldCard::enter(slot, turn)
    }

    fn mishaps(mishaps: &mut Mishaps) -> &mut CardMishaps {
        &mut mishaps.first
    }

    fn give_up_silent(turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unreadable)
    }

    fn give_up_broken(turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unreadable)
    }
}

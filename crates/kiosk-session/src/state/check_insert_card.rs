// SPDX-License-Identifier: EUPL-1.2
//! S27: asking for the card to be checked, or for it back.

use super::{CheckReadCard, State};
use crate::card_report::Found;
use crate::card_request::{CardRequest, WantedCard};
use crate::check;
use crate::screen::ScreenName;
use crate::slot::Slot;
use crate::turn::Turn;
use crate::visit::{CardMishaps, Mishaps};

/// Waiting for any card.
pub(crate) type CheckInsertCard = CardRequest<CheckedCard>;

/// The card that a person wants to know about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CheckedCard;

impl WantedCard for CheckedCard {
    const PAGE: ScreenName = ScreenName::CheckInsertCard;

    fn read(slot: Slot, turn: &mut Turn) -> State {
        CheckReadCard::enter(slot, turn)
    }

    fn mishaps(mishaps: &mut Mishaps) -> &mut CardMishaps {
        &mut mishaps.first
    }

    fn give_up_silent(turn: &mut Turn) -> State {
        check::found(Found::Unreadable, turn)
    }

    fn give_up_broken(turn: &mut Turn) -> State {
        check::found(Found::Unreadable, turn)
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A page that asks for a card: what S03, S11 and S27 have in common.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use crate::face::Face;
use crate::log_event::LogEvent;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Notice, Screen, ScreenName};
use crate::slot::Slot;
use crate::state::State;
use crate::totem::Totem;
use crate::turn::Turn;
use crate::visit::{CardMishaps, Mishaps, once_more};

/// Which card it is, and what follows from it.
pub(crate) trait WantedCard: Copy + Debug + Eq + Hash {
    /// Which page.
    const PAGE: ScreenName;

    /// A card is in and talks.
    fn read(slot: Slot, turn: &mut Turn) -> State;

    /// What went wrong with it.
    fn mishaps(mishaps: &mut Mishaps) -> &mut CardMishaps;

    /// It was silent three times.
    fn give_up_silent(turn: &mut Turn) -> State;

    /// It broke off three times.
    fn give_up_broken(turn: &mut Turn) -> State;
}

/// Waiting for a card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct CardRequest<C> {
    notice: Option<Notice>,
    which: PhantomData<C>,
}

impl<C: WantedCard> CardRequest<C>
where
    Self: Into<State>,
{
    /// Asks for the card; one that is already in is read at once.
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        match turn.world.fresh() {
            Some(slot) => C::read(slot, turn),
            None => Self::waiting(notice).into(),
        }
    }

    /// Asks again after the conversation with the card in this reader broke: twice, and no more.
    pub(crate) fn after_break(slot: Slot, turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        turn.let_go(slot);
        if once_more(&mut C::mishaps(&mut turn.visit.mishaps).broken, 3) {
            C::give_up_broken(turn)
        } else {
            Self::enter(Some(Notice::Reinsert), turn)
        }
    }

    const fn waiting(notice: Option<Notice>) -> Self {
        Self {
            notice,
            which: PhantomData,
        }
    }
}

impl<C: WantedCard> Face for CardRequest<C> {
    fn name(&self) -> ScreenName {
        C::PAGE
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

impl<C: WantedCard> Reactions for CardRequest<C>
where
    Self: Into<State>,
{
    fn inserted(self, slot: Slot, turn: &mut Turn) -> State {
        C::read(slot, turn)
    }

    fn mute(self, _slot: Slot, turn: &mut Turn) -> State {
        turn.log(LogEvent::CardUnreadable);
        if once_more(&mut C::mishaps(&mut turn.visit.mishaps).mute, 3) {
            C::give_up_silent(turn)
        } else {
            Self::waiting(Some(Notice::TurnCard)).into()
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A page on which a person types a card's PIN, unless that could block the card: what S06, S22
//! and S31 have in common.

use std::fmt::Debug;
use std::hash::Hash;
use std::marker::PhantomData;

use crate::effect::Effect;
use crate::ending;
use crate::face::Face;
use crate::policy::Policy;
use crate::reactions::Reactions;
use crate::screen::{Action, Entry, Notice, Screen, ScreenName};
use crate::slot::{SecretSlot, Slot};
use crate::state::State;
use crate::totem::Totem;
use crate::tries::{Limits, Tries};
use crate::turn::Turn;
use crate::visit::Visit;

/// Whose PIN it is, and what follows from it.
pub(crate) trait AskedPin: Copy + Debug + Eq + Hash {
    /// Which page.
    const PAGE: ScreenName;
    /// Where the digits are.
    const SECRET: SecretSlot;
    /// What who forgot the PIN can do here.
    const FORGOTTEN: Option<fn(&mut Turn) -> State> = None;

    /// What is known of the PIN's counter.
    fn tries(visit: &Visit) -> Tries;

    /// How often it may be wrong.
    fn limits(policy: &Policy) -> Limits;

    /// Where the card is.
    fn reader(visit: &Visit) -> Slot;

    /// The digits are complete.
    fn verify(turn: &mut Turn) -> State;

    /// Another try would be one too many.
    fn spare(turn: &mut Turn) -> State;

    /// The card is out.
    fn ask_back(turn: &mut Turn) -> State;

    /// The person does not want to type it.
    fn cancel(turn: &mut Turn) -> State {
        ending::stop(turn)
    }

    /// Another card came in, if that matters here.
    fn other_card(_turn: &mut Turn) -> Option<State> {
        None
    }
}

/// Waiting for digits.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct PinEntry<P> {
    typed: u8,
    notice: Option<Notice>,
    whose: PhantomData<P>,
}

impl<P: AskedPin> PinEntry<P>
where
    Self: Into<State>,
{
    /// Asks for the PIN if it may still be wrong once, and if the card is there.
    pub(crate) fn enter(notice: Option<Notice>, turn: &mut Turn) -> State {
        if P::tries(&turn.visit).must_stop(P::limits(&turn.policy)) {
            return P::spare(turn);
        }
        if !turn.world.in_use(P::reader(&turn.visit)) {
            return P::ask_back(turn);
        }
        Self {
            typed: 0,
            notice,
            whose: PhantomData,
        }
        .into()
    }
}

impl<P: AskedPin> Face for PinEntry<P> {
    fn name(&self) -> ScreenName {
        P::PAGE
    }

    fn show(&self, totem: &Totem, screen: &mut Screen) {
        screen.notices.extend(self.notice);
        screen.tries_left = P::tries(&totem.visit).left;
        screen
            .actions
            .extend(P::FORGOTTEN.map(|_| Action::ForgotPin));
    }

    fn entry(&self, totem: &Totem) -> Option<Entry> {
        let Policy {
            pin_min: min,
            pin_max: max,
            ..
        } = totem.policy;
        Some(Entry {
            slot: P::SECRET,
            typed: self.typed,
            min,
            max,
        })
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn calm_ms(&self, policy: &Policy) -> Option<u64> {
        Some(policy.idle_ms)
    }
}

impl<P: AskedPin> Reactions for PinEntry<P>
where
    Self: Into<State>,
{
    fn typed(self, digits: u8, _turn: &mut Turn) -> State {
        Self {
            typed: digits,
            ..self
        }
        .into()
    }

    fn confirm(self, turn: &mut Turn) -> State {
        if self.typed < turn.policy.pin_min {
            return self.into();
        }
        P::verify(turn)
    }

    fn forgot_pin(self, turn: &mut Turn) -> State {
        match P::FORGOTTEN {
            Some(help) => help(turn),
            None => self.unexpected(turn),
        }
    }

    fn cancel(self, turn: &mut Turn) -> State {
        P::cancel(turn)
    }

    fn inserted(self, _slot: Slot, turn: &mut Turn) -> State {
        match P::other_card(turn) {
            Some(state) => state,
            None => self.unexpected(turn),
        }
    }

    fn removed(self, slot: Slot, turn: &mut Turn) -> State {
        if slot != P::reader(&turn.visit) {
            return self.into();
        }
        turn.run(Effect::Wipe(P::SECRET));
        P::ask_back(turn)
    }
}

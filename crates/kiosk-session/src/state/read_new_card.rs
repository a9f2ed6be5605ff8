// SPDX-License-Identifier: EUPL-1.2
//! S12: recognising the second card: another card, of the same person.

use activation_protocol::Outcome;

use super::{BindNewCard, ChoosePin, InsertNewCard, State};
use crate::asks::Ask;
use crate::effect::Effect;
use crate::ending;
use crate::event::{CardFacts, Reading};
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::{Notice, ScreenName};
use crate::slot::Slot;
use crate::turn::Turn;
use crate::visit::Card;

/// Waiting for what is on the card.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct ReadNewCard {
    slot: Slot,
}

impl ReadNewCard {
    pub(crate) fn enter(slot: Slot, turn: &mut Turn) -> State {
        turn.run(Effect::ReadCard(slot));
        Self { slot }.into()
    }

    fn read(self, facts: &CardFacts, turn: &mut Turn) -> State {
        let known = turn.visit.first;
        if known.is_some_and(|old| old.token == facts.card) {
            turn.run(Effect::PowerOff(self.slot));
            return InsertNewCard::enter(Some(Notice::SameCard), turn);
        }
        if !facts.consistent {
            return ending::end(turn, Outcome::Unreadable);
        }
        if known.is_some_and(|old| old.holder != facts.holder) {
            return InsertNewCard::after_wrong_card(self.slot, Outcome::DifferentHolder, turn);
        }
        turn.visit.second = Some(Card::new(self.slot, facts));
        match turn.visit.bound {
            Some(bound) if bound.token == facts.card => ChoosePin::enter(turn),
            Some(_) | None => BindNewCard::enter(turn),
        }
    }
}

impl Face for ReadNewCard {
    fn name(&self) -> ScreenName {
        ScreenName::ReadNewCard
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Read)
    }
}

impl Reactions for ReadNewCard {
    fn card_read(self, reading: &Reading, turn: &mut Turn) -> State {
        match reading {
            Reading::Cns(facts) => self.read(facts, turn),
            // It has a chip, so "no chip" would not be true.
            Reading::WithoutCertificate | Reading::UnknownType => ending::unknown_type(turn),
            Reading::Failed(_) => InsertNewCard::after_break(self.slot, turn),
        }
    }
}

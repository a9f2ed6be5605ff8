// SPDX-License-Identifier: EUPL-1.2
//! S04: recognising the first card and judging what needs no backend.

use activation_protocol::Outcome;
use activation_protocol::messages::Flow;

use super::{EnterNewPin, EnterOldPin, InsertOldCard, OpenSession, State};
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
pub(crate) struct ReadOldCard {
    slot: Slot,
}

impl ReadOldCard {
    pub(crate) fn enter(slot: Slot, turn: &mut Turn) -> State {
        turn.run(Effect::ReadCard(slot));
        Self { slot }.into()
    }

    fn read(self, facts: &CardFacts, turn: &mut Turn) -> State {
        match turn.visit.first {
            _ if !facts.consistent => ending::end(turn, Outcome::Unreadable),
            Some(known) if known.token == facts.card => self.back(facts, turn),
            Some(_) => {
                turn.run(Effect::PowerOff(self.slot));
                InsertOldCard::enter(Some(Notice::OtherCard), turn)
            }
            None if facts.expired => ending::end(turn, Outcome::OldExpired),
            None => {
                turn.visit.first = Some(Card::new(self.slot, facts));
                OpenSession::enter(turn)
            }
        }
    }

    /// The same card is back: the session goes on where it was.
    fn back(self, facts: &CardFacts, turn: &mut Turn) -> State {
        turn.visit.first = Some(Card::new(self.slot, facts));
        match turn.visit.flow {
            Some(Flow::OldAuth) => EnterOldPin::enter(None, turn),
            Some(Flow::ConfirmOnly) => EnterNewPin::enter(None, turn),
            None => OpenSession::enter(turn),
        }
    }
}

impl Face for ReadOldCard {
    fn name(&self) -> ScreenName {
        ScreenName::ReadOldCard
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Read)
    }
}

impl Reactions for ReadOldCard {
    fn card_read(self, reading: &Reading, turn: &mut Turn) -> State {
        match reading {
            Reading::Cns(facts) => self.read(facts, turn),
            // It has a chip, so "no chip" would not be true.
            Reading::WithoutCertificate | Reading::UnknownType => ending::unknown_type(turn),
            Reading::Failed(_) => InsertOldCard::after_break(self.slot, turn),
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! S13: the backend says whether this is the card that waits for this person.

use activation_protocol::messages::Attempt;
use activation_protocol::{Outcome, ProblemCode, SecretMode};

use super::{ChoosePin, InsertNewCard, State};
use crate::asks::Ask;
use crate::effect::{Call, Effect};
use crate::ending;
use crate::face::Face;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;
use crate::visit::Bound;

/// Waiting for the backend.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct BindNewCard;

impl BindNewCard {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::Call(Call::NewCard));
        Self.into()
    }
}

impl Face for BindNewCard {
    fn name(&self) -> ScreenName {
        ScreenName::BindNewCard
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }
}

impl Reactions for BindNewCard {
    fn bound(self, mode: SecretMode, attempt: Attempt, turn: &mut Turn) -> State {
        turn.visit.refused = None;
        turn.visit.bound = turn.visit.second.map(|card| Bound {
            token: card.token,
            mode,
            attempt,
        });
        match mode {
            SecretMode::TransportPin | SecretMode::PukReset => ChoosePin::enter(turn),
            // This totem has no way yet to disclose an issued PIN privately.
            SecretMode::IssuedPin => ending::end(turn, Outcome::Unavailable),
        }
    }

    /// Another card of the person's pocket may be the right one.
    fn problem(self, code: ProblemCode, turn: &mut Turn) -> State {
        let outcome = code.outcome().unwrap_or(Outcome::Unavailable);
        if is_about_this_card(outcome) {
            let slot = turn.visit.new_slot();
            return InsertNewCard::after_wrong_card(slot, outcome, turn);
        }
        ending::end(turn, outcome)
    }

    fn unreachable(self, turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unavailable)
    }
}

const fn is_about_this_card(outcome: Outcome) -> bool {
    matches!(
        outcome,
        Outcome::DifferentHolder | Outcome::NoNewCard | Outcome::OldCardFirst
    )
}

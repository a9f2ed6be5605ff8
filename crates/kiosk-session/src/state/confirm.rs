// SPDX-License-Identifier: EUPL-1.2
//! S21: the registry makes the new card the active one, now or when the network is back.

use activation_protocol::{Outcome, ProblemCode};

use super::State;
use crate::asks::Ask;
use crate::effect::{Call, Effect};
use crate::ending;
use crate::face::Face;
use crate::journal_op::Record;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;

/// Waiting for the backend.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Confirm;

impl Confirm {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::Call(Call::Confirm));
        Self.into()
    }
}

impl Face for Confirm {
    fn name(&self) -> ScreenName {
        ScreenName::Confirm
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }
}

impl Reactions for Confirm {
    fn confirmed(self, turn: &mut Turn) -> State {
        turn.record(Record::Confirmed);
        turn.log(LogEvent::ConfirmResult { ok: true });
        ending::end(turn, Outcome::Completed)
    }

    /// The card is good and a counter must decide; the outbox hears the same answer and stops.
    fn problem(self, code: ProblemCode, turn: &mut Turn) -> State {
        if code.retryable() {
            return self.unreachable(turn);
        }
        let outcome = if code.outcome() == Some(Outcome::NewBlocked) {
            Outcome::NewBlocked
        } else {
            Outcome::UnderReview
        };
        end_unconfirmed(turn, outcome)
    }

    /// Only a durable proof may be promised to arrive.
    fn unreachable(self, turn: &mut Turn) -> State {
        let outcome = if turn.visit.record == Some(Record::Proof) {
            Outcome::BeingRegistered
        } else {
            Outcome::ToBeCompleted
        };
        end_unconfirmed(turn, outcome)
    }
}

fn end_unconfirmed(turn: &mut Turn, outcome: Outcome) -> State {
    turn.log(LogEvent::ConfirmResult { ok: false });
    turn.run(Effect::Deliver);
    ending::end(turn, outcome)
}

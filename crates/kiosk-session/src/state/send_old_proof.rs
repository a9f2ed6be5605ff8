// SPDX-License-Identifier: EUPL-1.2
//! S09: the backend checks the old card's signature and the person's right to a new card.

use activation_protocol::pin::PinRules;
use activation_protocol::{Outcome, ProblemCode};

use super::{RemoveOldCard, State};
use crate::asks::Ask;
use crate::effect::{Call, Effect};
use crate::ending;
use crate::face::Face;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;

/// Waiting for the backend.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct SendOldProof;

impl SendOldProof {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.run(Effect::PowerOff(turn.visit.first_slot()));
        turn.log(LogEvent::OldProofSent);
        let wrong_attempts = turn.visit.old_tries.wrong;
        turn.run(Effect::Call(Call::OldProof { wrong_attempts }));
        Self.into()
    }
}

impl Face for SendOldProof {
    fn name(&self) -> ScreenName {
        ScreenName::SendOldProof
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }
}

impl Reactions for SendOldProof {
    fn authorised(self, rules: PinRules, turn: &mut Turn) -> State {
        turn.visit.rules = Some(rules);
        RemoveOldCard::enter(turn)
    }

    fn problem(self, code: ProblemCode, turn: &mut Turn) -> State {
        ending::problem(turn, code)
    }

    fn unreachable(self, turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unavailable)
    }
}

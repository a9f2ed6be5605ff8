// SPDX-License-Identifier: EUPL-1.2
//! S05: the backend says which way this card goes.

use activation_protocol::messages::Flow;
use activation_protocol::{Outcome, ProblemCode};

use super::{EnterNewPin, EnterOldPin, State};
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
pub(crate) struct OpenSession;

impl OpenSession {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.record(Record::Open);
        turn.visit.announced = true;
        turn.log(LogEvent::SessionOpen);
        turn.run(Effect::Call(Call::OpenSession));
        Self.into()
    }
}

impl Face for OpenSession {
    fn name(&self) -> ScreenName {
        ScreenName::OpenSession
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }
}

impl Reactions for OpenSession {
    fn opened(self, flow: Flow, turn: &mut Turn) -> State {
        turn.visit.flow = Some(flow);
        match flow {
            Flow::OldAuth => EnterOldPin::enter(None, turn),
            Flow::ConfirmOnly => EnterNewPin::enter(None, turn),
        }
    }

    /// The backend keeps no session that it refused: there is nothing to abort.
    fn problem(self, code: ProblemCode, turn: &mut Turn) -> State {
        turn.visit.announced = false;
        ending::problem(turn, code)
    }

    fn unreachable(self, turn: &mut Turn) -> State {
        ending::end(turn, Outcome::Unavailable)
    }
}

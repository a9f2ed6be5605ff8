// SPDX-License-Identifier: EUPL-1.2
//! S15: the vault releases the new card's code, sealed to this visit's key.

use activation_protocol::messages::Verb;
use activation_protocol::{Outcome, ProblemCode, ReleaseNo, SecretMode};

use super::{SetPin, State};
use crate::asks::Ask;
use crate::effect::{Call, Effect};
use crate::ending;
use crate::face::Face;
use crate::journal_op::Record;
use crate::log_event::LogEvent;
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::slot::SecretSlot;
use crate::turn::Turn;

/// Waiting for the vault. The card may leave meanwhile: it is looked for afterwards.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct RequestRelease {
    verb: Verb,
}

impl RequestRelease {
    pub(crate) fn enter(turn: &mut Turn) -> State {
        turn.record(Record::IntentRelease);
        Self { verb: Verb::Normal }.ask(turn)
    }

    /// The card refused: the PUK repairs it if policy allows, once; else a counter must.
    pub(crate) fn repair_or_end(turn: &mut Turn) -> State {
        match &mut turn.visit.bound {
            Some(bound) if turn.policy.repair && bound.mode == SecretMode::TransportPin => {
                bound.mode = SecretMode::PukReset;
                turn.run(Effect::Wipe(SecretSlot::Issued));
                Self { verb: Verb::Repair }.ask(turn)
            }
            Some(_) | None => ending::end(turn, Outcome::CodeNotAccepted),
        }
    }

    fn ask(self, turn: &mut Turn) -> State {
        turn.run(Effect::Call(Call::Release(self.verb)));
        self.into()
    }

    /// No code came. Before a write that is harmless; a repair that fails needs a counter.
    fn give_up(self, outcome: Outcome, turn: &mut Turn) -> State {
        log_result(turn, ReleaseNo(0), false);
        let outcome = match self.verb {
            Verb::Normal => outcome,
            Verb::Repair => Outcome::CodeNotAccepted,
        };
        ending::end(turn, outcome)
    }
}

fn log_result(turn: &mut Turn, release_no: ReleaseNo, ok: bool) {
    let mode = turn
        .visit
        .bound
        .map_or(SecretMode::TransportPin, |bound| bound.mode);
    turn.log(LogEvent::ReleaseResult {
        mode,
        release_no,
        ok,
    });
}

impl Face for RequestRelease {
    fn name(&self) -> ScreenName {
        ScreenName::RequestRelease
    }

    fn is_cancellable(&self) -> bool {
        true
    }

    fn awaits(&self) -> Option<Ask> {
        Some(Ask::Call)
    }
}

impl Reactions for RequestRelease {
    fn released(self, release: ReleaseNo, turn: &mut Turn) -> State {
        turn.visit.release = Some(release);
        log_result(turn, release, true);
        SetPin::approach(turn)
    }

    fn release_forged(self, turn: &mut Turn) -> State {
        turn.log(LogEvent::VaultSignatureBad);
        self.give_up(Outcome::Unavailable, turn)
    }

    fn problem(self, code: ProblemCode, turn: &mut Turn) -> State {
        self.give_up(code.outcome().unwrap_or(Outcome::Unavailable), turn)
    }

    /// Whether the question or the answer was lost: no card was written.
    fn unreachable(self, turn: &mut Turn) -> State {
        self.give_up(Outcome::NothingChanged, turn)
    }
}

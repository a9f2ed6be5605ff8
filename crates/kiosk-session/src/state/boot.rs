// SPDX-License-Identifier: EUPL-1.2
//! S00: switched on; what an earlier run left unfinished is told to the backend.

use activation_protocol::Outcome;
use activation_protocol::messages::ReportResult;

use super::State;
use crate::ending;
use crate::event::Unfinished;
use crate::face::Face;
use crate::journal_op::{Message, Record};
use crate::reactions::Reactions;
use crate::screen::ScreenName;
use crate::turn::Turn;

/// Waiting for the journal.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Boot;

impl Face for Boot {
    fn name(&self) -> ScreenName {
        ScreenName::Boot
    }
}

impl Reactions for Boot {
    fn started(self, unfinished: &[Unfinished], turn: &mut Turn) -> State {
        recover(unfinished, turn);
        ending::home(turn)
    }

    fn faults_changed(self, turn: &mut Turn) -> State {
        ending::home(turn)
    }

    /// A card that is in before the totem is ready begins a visit when it is.
    fn inserted(self, _slot: crate::Slot, _turn: &mut Turn) -> State {
        self.into()
    }
}

/// Closes what an interrupted run left open, as far as its journal proves.
pub(super) fn recover(unfinished: &[Unfinished], turn: &mut Turn) {
    turn.world.started = true;
    for visit in unfinished {
        let (message, outcome) = verdict(visit.record);
        if let Some(message) = message {
            turn.enqueue(visit.session, message);
        }
        turn.close(visit.session, outcome);
        remind(visit, turn);
    }
}

/// What the last durable record proves. The confirmation of R3 is in the outbox already.
const fn verdict(record: Record) -> (Option<Message>, Outcome) {
    match record {
        Record::Open | Record::IntentRelease => (
            Some(Message::Abort { no_write: true }),
            Outcome::NothingChanged,
        ),
        Record::IntentSet => {
            let unknown = Message::Report {
                result: ReportResult::Unknown,
                sw: None,
            };
            (Some(unknown), Outcome::ToBeCompleted)
        }
        Record::Proof => (None, Outcome::BeingRegistered),
        Record::Confirmed | Record::Closed => (None, Outcome::Completed),
    }
}

/// The person may still stand here: the start page tells what to do for a while.
fn remind(visit: &Unfinished, turn: &mut Turn) {
    let left_ms = turn.policy.banner_ms.saturating_sub(visit.age_ms);
    if matches!(visit.record, Record::IntentSet | Record::Proof) && left_ms > 0 {
        let until_ms = turn.now_ms().saturating_add(left_ms);
        turn.world.banner_until_ms = turn.world.banner_until_ms.max(Some(until_ms));
    }
}

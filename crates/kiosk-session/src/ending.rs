// SPDX-License-Identifier: EUPL-1.2
//! How every visit begins and ends: journal, message to the backend, wipes, slip, next person.

use activation_protocol::messages::ReportResult;
use activation_protocol::{Outcome, ProblemCode};

use crate::check;
use crate::effect::Effect;
use crate::journal_op::{Message, Record};
use crate::log_event::LogEvent;
use crate::state::{
    Boot, CardLeft, Idle, InsertOldCard, OutOfService, PrintReceipt, ShowOutcome, State,
};
use crate::turn::Turn;
use crate::visit::Visit;

/// A person is here: a touch, or a card in a reader.
pub(crate) fn begin(turn: &mut Turn) -> State {
    turn.visit = Visit {
        started_ms: turn.now_ms(),
        ..Visit::default()
    };
    if !turn.world.ready {
        return end(turn, Outcome::Unavailable);
    }
    turn.run(Effect::WipeAll);
    new_session(turn)
}

/// The person starts over with the other card, in the same visit.
pub(crate) fn start_over(turn: &mut Turn) -> State {
    close(turn, Outcome::ToBeCompleted);
    new_session(turn)
}

/// The visit ends with this outcome: on paper first if it has a slip, then on the screen.
pub(crate) fn end(turn: &mut Turn, outcome: Outcome) -> State {
    close(turn, outcome);
    if outcome.has_receipt() {
        PrintReceipt::enter(outcome, turn)
    } else {
        ShowOutcome::enter(outcome, None, turn)
    }
}

/// The backend said no.
pub(crate) fn problem(turn: &mut Turn, code: ProblemCode) -> State {
    end(turn, code.outcome().unwrap_or(Outcome::Unavailable))
}

/// The person stops, or did not act in time: the screen says what is so.
pub(crate) fn stop(turn: &mut Turn) -> State {
    if turn.visit.is_checking() {
        return check::end(turn);
    }
    let unfinished = turn.visit.written || turn.visit.is_resuming();
    let outcome = if unfinished {
        Outcome::ToBeCompleted
    } else {
        turn.visit.refused.unwrap_or(Outcome::NothingChanged)
    };
    end(turn, outcome)
}

/// The card's kind is not known to this totem, which does not make it a bad card.
pub(crate) fn unknown_type(turn: &mut Turn) -> State {
    turn.visit.unknown_type = true;
    end(turn, Outcome::NoChipOrUnknownType)
}

/// Whatever is going on stops at once.
pub(crate) fn abandon(turn: &mut Turn) -> State {
    if turn.visit.is_open() {
        close(turn, Outcome::OutOfService);
    } else if turn.visit.is_checking() {
        check::close(turn);
    }
    leave(turn)
}

/// Closes the session in one transaction with what the backend should learn of it, so that a
/// restart finds nothing left to do, and wipes everything secret.
pub(crate) fn close(turn: &mut Turn, outcome: Outcome) {
    for slot in turn.world.powered() {
        turn.run(Effect::PowerOff(slot));
    }
    turn.run(Effect::WipeAll);
    if let Some(session) = turn.visit.session {
        if let Some(message) = farewell(&turn.visit) {
            turn.enqueue(session, message);
        }
        turn.close(session, outcome);
    }
    turn.visit.outcome = Some(outcome);
    log_end(turn, outcome);
}

/// The person and the card are gone.
pub(crate) fn leave(turn: &mut Turn) -> State {
    if turn.visit != Visit::default() {
        turn.run(Effect::Forget);
        turn.visit = Visit::default();
    }
    home(turn)
}

/// Where the totem waits for the next person.
pub(crate) fn home(turn: &mut Turn) -> State {
    if !turn.world.faults.is_empty() {
        OutOfService.into()
    } else if !turn.world.started {
        Boot.into()
    } else if turn.world.fresh().is_some() {
        begin(turn)
    } else if turn.world.is_empty() {
        Idle.into()
    } else {
        CardLeft::enter(turn)
    }
}

fn new_session(turn: &mut Turn) -> State {
    let Visit {
        started_ms,
        extensions,
        ..
    } = turn.visit;
    turn.visit = Visit::new(turn.new_session(), started_ms, extensions);
    InsertOldCard::enter(None, turn)
}

/// What the backend should learn, by the last durable record.
fn farewell(visit: &Visit) -> Option<Message> {
    let message = match visit.record? {
        Record::Open | Record::IntentRelease => Message::Abort { no_write: true },
        Record::IntentSet => Message::Report {
            result: release_result(visit),
            sw: visit.refusal,
        },
        Record::Proof | Record::Confirmed | Record::Closed => return None,
    };
    visit.announced.then_some(message)
}

const fn release_result(visit: &Visit) -> ReportResult {
    match visit.refusal {
        Some(_) => ReportResult::SecretRejected,
        None if visit.written => ReportResult::Unknown,
        None => ReportResult::Unused,
    }
}

fn log_end(turn: &mut Turn, outcome: Outcome) {
    let duration_ms = turn.now_ms().saturating_sub(turn.visit.started_ms);
    turn.log(LogEvent::SessionEnd {
        outcome,
        duration_s: u32::try_from(duration_ms / 1000).unwrap_or(u32::MAX),
        extensions: turn.visit.extensions,
    });
}

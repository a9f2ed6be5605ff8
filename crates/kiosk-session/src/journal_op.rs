// SPDX-License-Identifier: EUPL-1.2
//! What a step makes durable before any of its effects runs.

use activation_protocol::messages::ReportResult;
use activation_protocol::{Outcome, SessionId};

/// The records of a session, in their order. Each is durable before what it announces happens.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Record {
    /// R0: a session is open.
    Open = 0,
    /// R1: a release will be asked for.
    IntentRelease = 1,
    /// R2: the new card will be written.
    IntentSet = 2,
    /// R3: the proof is made and waits in the outbox.
    Proof = 3,
    /// R4: the backend has confirmed.
    Confirmed = 4,
    /// R5: the visit is over.
    Closed = 5,
}

/// One change of the journal. All of one step are one transaction.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum JournalOp {
    /// A record of a session; [`Record::Proof`] also puts the confirmation into the outbox.
    Record(SessionId, Record),
    /// The visit is over with this outcome (R5).
    Close(SessionId, Outcome),
    /// A message for the backend, delivered when it can be.
    Enqueue(SessionId, Message),
}

/// What the backend should learn of a session that did not end well.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Message {
    /// The visit stopped.
    Abort {
        /// The journal proves that no card was written.
        no_write: bool,
    },
    /// What became of the release.
    Report {
        /// Result.
        result: ReportResult,
        /// The card's status word, when it refused.
        sw: Option<u16>,
    },
}

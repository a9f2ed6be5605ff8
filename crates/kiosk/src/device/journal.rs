// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! From the session's journal operations to entries with ids and bodies.

use std::collections::BTreeMap;
use std::path::PathBuf;

use activation_protocol::messages::{
    AbortReason, AbortRequest, ConfirmationRequest, ReleaseReport, ReportResult,
};
use activation_protocol::{ActivationId, Outcome, ReleaseNo, SessionId};
use kiosk_journal::{Delivery, Entry, Journal, JournalError};
use kiosk_session::{Fault, JournalOp, Message, Record};

use super::Device;
use crate::clock::Clock;
use crate::evt::{self, DeviceEvent};

/// The releases of sessions an earlier run left open: their reports name them.
pub(super) type Releases = BTreeMap<SessionId, (ActivationId, ReleaseNo)>;

impl Device {
    /// Makes all operations of a step durable together.
    pub(super) fn make_durable(&mut self, ops: &[JournalOp]) -> Result<(), Fault> {
        if ops.is_empty() {
            return Ok(());
        }
        let now_ms = Clock::wall_ms();
        let entries: Vec<Entry> = ops
            .iter()
            .flat_map(|op| self.entries(*op, ops, now_ms))
            .collect();
        let Some(journal) = &mut self.journal else {
            return Err(Fault::NoJournal);
        };
        let before = self.clock.now_ms();
        let result = journal.commit(&entries, now_ms);
        let ms = self.clock.now_ms().saturating_sub(before);
        if ms > SLOW_COMMIT_MS {
            evt::device(DeviceEvent::SlowCommit { ms });
        }
        result.map_err(|error| {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "journal commit failed"
            );
            fault_of(&error)
        })
    }

    /// The entries of one operation of a step; `step` is all of them.
    fn entries(&self, op: JournalOp, step: &[JournalOp], now_ms: u64) -> Vec<Entry> {
        match op {
            JournalOp::Record(session, record) => {
                let mut entries = vec![Entry::Record {
                    session,
                    record,
                    release: self.desk.release_named(),
                }];
                match record {
                    Record::Proof => entries.push(self.proof(session, now_ms)),
                    Record::Confirmed => entries.push(Entry::Delivered { session }),
                    Record::Open | Record::IntentRelease | Record::IntentSet | Record::Closed => {}
                }
                entries
            }
            JournalOp::Close(session, outcome) => vec![Entry::Close { session, outcome }],
            JournalOp::Enqueue(session, message) => vec![Entry::Enqueue {
                session,
                delivery: self.delivery(session, message, reason(step, session)),
                not_before_ms: now_ms,
            }],
        }
    }

    /// The proof in the outbox. The citizen's own call comes first; the outbox waits for it.
    fn proof(&self, session: SessionId, now_ms: u64) -> Entry {
        let (activation, body) = self
            .confirmation(session)
            .expect("R3 follows a signature of T2 that was verified and laid on the desk");
        Entry::Enqueue {
            session,
            delivery: Delivery::Confirm { activation, body },
            not_before_ms: now_ms + self.longest_call_ms(),
        }
    }

    /// The body of the confirmation: the same for the call now and for the outbox later.
    pub(super) fn confirmation(
        &self,
        session: SessionId,
    ) -> Option<(ActivationId, ConfirmationRequest)> {
        let activation = self.desk.activation()?;
        let proof = self.desk.new_proof.as_ref()?;
        Some((
            activation,
            ConfirmationRequest {
                sid: session,
                sig: proof.signature.clone()?,
                kiosk_time: proof.statement.kiosk_time,
            },
        ))
    }

    /// A report names its release; when none is known there was none, and it is an abort.
    fn delivery(&self, session: SessionId, message: Message, reason: AbortReason) -> Delivery {
        let earlier = self.journal_releases.get(&session).copied();
        let ours = self.desk.release_named();
        match (message, earlier.or(ours)) {
            (Message::Report { result, sw }, Some((activation, release))) => Delivery::Report {
                activation,
                release,
                body: ReleaseReport { result, sw },
            },
            (Message::Report { result, .. }, None) => Delivery::Abort {
                session,
                body: AbortRequest {
                    no_write: result == ReportResult::Unused,
                    reason,
                },
            },
            (Message::Abort { no_write }, _) => Delivery::Abort {
                session,
                body: AbortRequest { no_write, reason },
            },
        }
    }

    /// A broken journal may work again: the disk has room, or was only away. Tried while nobody is
    /// there; a damaged file stays broken until the next start moves it aside.
    pub(super) fn heal_journal(&mut self) {
        if !self.is_journal_broken() || self.totem.session().is_some() {
            return;
        }
        self.journal = None;
        let path = self.journal_path();
        let healed = Journal::open(&path).and_then(|mut journal| {
            journal.probe(Clock::wall_ms())?;
            Ok(journal)
        });
        if let Ok(journal) = healed {
            self.journal = Some(journal);
            self.clear(Fault::NoJournal);
            self.clear(Fault::Disk);
        }
    }

    pub(super) fn journal_path(&self) -> PathBuf {
        self.config.totem.state_dir.join("journal.db")
    }

    /// What cannot be settled must not be sent: it would be sent again and again.
    pub(super) fn is_journal_broken(&self) -> bool {
        self.faults.contains(&Fault::NoJournal) || self.faults.contains(&Fault::Disk)
    }

    /// Empties the write-ahead log while nobody waits.
    pub(super) fn tidy_journal(&self) {
        if let Some(Err(error)) = self.journal.as_ref().map(kiosk_journal::Journal::tidy_up) {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "journal not tidied up"
            );
        }
    }

    fn longest_call_ms(&self) -> u64 {
        let backend = &self.config.backend;
        let tries = backend.retry_pauses_ms.len() as u64 + 1;
        let pauses: u64 = backend.retry_pauses_ms.iter().sum();
        tries * backend.call_ms + 2 * pauses
    }
}

pub(super) fn fault_of(error: &JournalError) -> Fault {
    if error.is_disk_full() {
        Fault::Disk
    } else {
        Fault::NoJournal
    }
}

/// Why a visit ended, by the outcome with which the same step closes it.
fn reason(step: &[JournalOp], session: SessionId) -> AbortReason {
    let outcome = step.iter().find_map(|op| match op {
        JournalOp::Close(closed, outcome) if *closed == session => Some(*outcome),
        JournalOp::Close(..) | JournalOp::Record(..) | JournalOp::Enqueue(..) => None,
    });
    match outcome {
        Some(Outcome::WrongPin) => AbortReason::WrongPin,
        Some(Outcome::NothingChanged) => AbortReason::Cancelled,
        Some(Outcome::Unavailable) => AbortReason::Network,
        Some(Outcome::Unreadable | Outcome::NoChipOrUnknownType) => AbortReason::Card,
        Some(_) | None => AbortReason::Other,
    }
}

const SLOW_COMMIT_MS: u64 = 250;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_told_by_the_outcome_of_the_same_visit() {
        let session = |n| SessionId::from_bytes([n; 16]);
        let step = |outcome| {
            [
                JournalOp::Enqueue(session(1), Message::Abort { no_write: true }),
                JournalOp::Close(session(1), outcome),
                JournalOp::Close(session(2), Outcome::Unreadable),
            ]
        };
        for (outcome, expected) in [
            (Outcome::WrongPin, AbortReason::WrongPin),
            (Outcome::NothingChanged, AbortReason::Cancelled),
            (Outcome::Unavailable, AbortReason::Network),
            (Outcome::OldExpired, AbortReason::Other),
        ] {
            assert_eq!(reason(&step(outcome), session(1)), expected);
        }
        assert_eq!(
            reason(&step(Outcome::WrongPin), session(2)),
            AbortReason::Card
        );
        assert_eq!(reason(&[], session(1)), AbortReason::Other);
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A journal keeps what was committed, delivers in order, and survives damage.

use activation_protocol::messages::{
    AbortReason, AbortRequest, ConfirmationRequest, ReleaseReport, ReportResult,
};
use activation_protocol::{ActivationId, Bytes, Outcome, ReleaseNo, SessionId};
use kiosk_journal::{Delivery, Entry, Journal, JournalError, Settled, open_or_quarantine};
use kiosk_session::Record;
use tempfile::TempDir;

#[test]
fn records_survive_a_program_that_never_closes_the_file() {
    let folder = folder();
    let mut journal = open(&folder);
    let release = Some((activation(), ReleaseNo(2)));
    for record in [Record::Open, Record::IntentRelease, Record::IntentSet] {
        let entry = Entry::Record {
            session: session(1),
            record,
            release: release.filter(|_| record == Record::IntentSet),
        };
        journal.commit(&[entry], 1_000).unwrap();
    }
    // What a kill leaves behind is the files as they are now.
    let copy = copied(&folder);
    let after = open(&copy).open_sessions().unwrap();
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].record, Record::IntentSet);
    assert_eq!(after[0].opened_ms, 1_000);
    assert_eq!(after[0].release, release);
}

#[test]
fn a_closed_session_is_not_open_any_more() {
    let folder = folder();
    let mut journal = open(&folder);
    let outcome = Outcome::Completed;
    journal.commit(&[record(1, Record::Confirmed)], 1).unwrap();
    let close = Entry::Close {
        session: session(1),
        outcome,
    };
    journal.commit(&[close], 2).unwrap();
    assert!(journal.open_sessions().unwrap().is_empty());
}

#[test]
fn a_visit_that_ended_before_its_first_record_keeps_its_outcome() {
    let folder = folder();
    let mut journal = open(&folder);
    let close = Entry::Close {
        session: session(1),
        outcome: Outcome::OldExpired,
    };
    journal.commit(&[close], 2).unwrap();
    drop(journal);
    let db = rusqlite::Connection::open(folder.path().join("journal.db")).unwrap();
    let kept: u8 = db
        .query_row("SELECT outcome FROM sess", (), |row| row.get(0))
        .unwrap();
    assert_eq!(kept, Outcome::OldExpired.number());
}

#[test]
fn confirmations_are_delivered_before_aborts_and_reports() {
    let folder = folder();
    let mut journal = open(&folder);
    let entries = [report(), abort(), confirm()].map(|delivery| Entry::Enqueue {
        session: session(1),
        delivery,
        not_before_ms: 10,
    });
    journal.commit(&entries, 5).unwrap();
    assert!(journal.next_due(9).unwrap().is_none());
    assert_eq!(journal.next_due_at().unwrap(), Some(10));
    for expected in [confirm(), abort(), report()] {
        let due = journal.next_due(10).unwrap().unwrap();
        assert_eq!(due.delivery, expected);
        journal.settle(&due, Settled::Sent, 11).unwrap();
    }
    assert!(journal.next_due(u64::MAX).unwrap().is_none());
}

#[test]
fn a_failed_delivery_waits_and_a_dead_one_is_counted() {
    let folder = folder();
    let mut journal = open(&folder);
    journal.commit(&[enqueue(confirm())], 5).unwrap();
    let due = journal.next_due(5).unwrap().unwrap();
    journal.settle(&due, Settled::Retry(100), 6).unwrap();
    assert!(journal.next_due(99).unwrap().is_none());
    let again = journal.next_due(100).unwrap().unwrap();
    assert_eq!(again.attempts, 1);
    journal.settle(&again, Settled::Dead, 101).unwrap();
    let depth = journal.depth().unwrap();
    assert_eq!((depth.pending, depth.dead), (0, 1));
}

#[test]
fn a_proof_whose_own_call_failed_is_due_at_once() {
    let folder = folder();
    let mut journal = open(&folder);
    let entry = Entry::Enqueue {
        session: session(1),
        delivery: confirm(),
        not_before_ms: 30_000,
    };
    journal.commit(&[entry], 5).unwrap();
    assert!(journal.next_due(6).unwrap().is_none());
    journal.hurry(session(1), 6).unwrap();
    assert!(journal.next_due(6).unwrap().is_some());
}

#[test]
fn a_confirmation_that_arrived_while_the_citizen_waited_is_not_sent_again() {
    let folder = folder();
    let mut journal = open(&folder);
    journal.commit(&[enqueue(confirm())], 5).unwrap();
    let arrived = [
        record(1, Record::Confirmed),
        Entry::Delivered {
            session: session(1),
        },
    ];
    journal.commit(&arrived, 6).unwrap();
    assert!(journal.next_due(u64::MAX).unwrap().is_none());
}

#[test]
fn a_damaged_file_moves_to_quarantine_and_a_new_one_begins() {
    let folder = folder();
    let path = folder.path().join("journal.db");
    std::fs::write(&path, vec![0xA5; 8192]).unwrap();
    let opened = open_or_quarantine(&path, 77).unwrap();
    assert!(opened.quarantined);
    assert!(opened.journal.open_sessions().unwrap().is_empty());
    let kept = folder.path().join("quarantine/77-journal.db");
    assert_eq!(std::fs::read(kept).unwrap(), vec![0xA5; 8192]);
}

#[test]
fn a_changed_audit_row_is_damage() {
    let folder = folder();
    let mut journal = open(&folder);
    journal.commit(&[record(1, Record::Open)], 1).unwrap();
    journal.tidy_up().unwrap();
    drop(journal);
    let path = folder.path().join("journal.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let sid = [1; 16];
    let places: Vec<usize> = (0..bytes.len() - 16)
        .filter(|at| bytes[*at..at + 16] == sid)
        .collect();
    for at in places {
        bytes[at] = 2;
    }
    std::fs::write(&path, bytes).unwrap();
    let error = Journal::open(&path).unwrap_err();
    assert!(error.is_damage(), "{error}");
}

#[test]
fn a_file_of_a_newer_program_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("journal.db");
    drop(Journal::open(&path).unwrap());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    let error = open_or_quarantine(&path, 1).unwrap_err();
    assert!(matches!(error, JournalError::Newer { found: 99, .. }));
    assert!(!folder.path().join("quarantine").exists());
}

#[test]
fn a_probe_leaves_nothing_to_deliver_and_no_session() {
    let folder = folder();
    let mut journal = open(&folder);
    for now_ms in [1, 2] {
        journal.probe(now_ms).unwrap();
    }
    assert!(journal.open_sessions().unwrap().is_empty());
    assert!(journal.next_due(u64::MAX).unwrap().is_none());
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn open(folder: &TempDir) -> Journal {
    Journal::open(&folder.path().join("journal.db")).expect("a journal")
}

fn copied(folder: &TempDir) -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copy");
    }
    copy
}

fn session(number: u8) -> SessionId {
    SessionId::from_bytes([number; 16])
}

fn activation() -> ActivationId {
    ActivationId::from_bytes([9; 16])
}

fn record(number: u8, record: Record) -> Entry {
    Entry::Record {
        session: session(number),
        record,
        release: None,
    }
}

fn enqueue(delivery: Delivery) -> Entry {
    Entry::Enqueue {
        session: session(1),
        delivery,
        not_before_ms: 5,
    }
}

fn confirm() -> Delivery {
    Delivery::Confirm {
        activation: activation(),
        body: ConfirmationRequest {
            sid: session(1),
            sig: Bytes(vec![1, 2, 3]),
            kiosk_time: 4,
        },
    }
}

fn abort() -> Delivery {
    Delivery::Abort {
        session: session(1),
        body: AbortRequest {
            no_write: true,
            reason: AbortReason::Cancelled,
        },
    }
}

fn report() -> Delivery {
    Delivery::Report {
        activation: activation(),
        release: ReleaseNo(1),
        body: ReleaseReport {
            result: ReportResult::Unknown,
            sw: None,
        },
    }
}

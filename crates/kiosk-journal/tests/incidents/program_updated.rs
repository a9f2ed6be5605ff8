// SPDX-License-Identifier: EUPL-1.2
//! A new program finds the journal of an old one. Every format ever shipped is kept in
//! `tests/fixtures`, as the program of its day wrote it.

use std::path::{Path, PathBuf};

use activation_protocol::messages::{AbortReason, AbortRequest, ReleaseReport, ReportResult};
use activation_protocol::{ActivationId, Outcome, ReleaseNo};
use kiosk_journal::{Delivery, Entry, Journal, JournalError, Settled};
use kiosk_session::Record;
use rusqlite::Connection;

use crate::visit::{confirm, enqueue, proof, record, session};

const FROZEN: &[&str] = &["journal-v1.db"];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

#[test]
fn every_frozen_journal_is_read_as_it_was_written() {
    for name in FROZEN {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        std::fs::copy(fixture(name), &path).unwrap();
        assert_tells_the_story(&path, name);
    }
}

/// With the name of a new format's file in `PUNTOSI_FREEZE`, it also freezes what it wrote.
#[test]
fn a_journal_written_today_tells_the_same_as_the_frozen_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    write_the_story(&path).unwrap();
    if let Ok(name) = std::env::var("PUNTOSI_FREEZE") {
        std::fs::copy(&path, fixture(&name)).unwrap();
    }
    assert_tells_the_story(&path, "today's");
}

#[test]
fn an_updated_journal_has_the_shape_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let shape_of = |name: &str| {
        let path = folder.path().join(name);
        drop(Journal::open(&path).expect(name));
        shape(&path)
    };
    let new = shape_of("new.db");
    for name in FROZEN {
        std::fs::copy(fixture(name), folder.path().join(name)).unwrap();
        assert_eq!(shape_of(name), new, "{name}");
    }
}

#[test]
fn the_newest_format_is_frozen_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    drop(Journal::open(&path).unwrap());
    assert_eq!(
        shape(&path).0,
        u32::try_from(FROZEN.len()).unwrap(),
        "freeze it: PUNTOSI_FREEZE=journal-vN.db"
    );
}

fn assert_tells_the_story(path: &Path, name: &str) {
    let mut journal = Journal::open(path).expect(name);
    let open: Vec<_> = journal.open_sessions().expect(name);
    let records: Vec<_> = open.iter().map(|it| (it.session, it.record)).collect();
    let expected = [(session(2), Record::IntentSet), (session(3), Record::Proof)];
    assert_eq!(records, expected, "{name}");
    let release = (ActivationId::from_bytes([9; 16]), ReleaseNo(2));
    assert_eq!(open[0].release, Some(release), "{name}");
    let depth = journal.depth().expect(name);
    assert_eq!((depth.pending, depth.dead), (3, 1), "{name}");
    for expected in [confirm(3), abort(), report()] {
        let due = journal.next_due(u64::MAX / 2).expect(name);
        let due = due.expect("three are due");
        assert_eq!(due.delivery, expected, "{name}");
        journal.settle(&due, Settled::Sent, 9_000).expect(name);
    }
}

/// `user_version`, and what each table, index and trigger was made with.
fn shape(path: &Path) -> (u32, Vec<(String, Option<String>)>) {
    let db = Connection::open(path).expect("a readable schema");
    let version = db
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("a readable schema");
    let mut statement = db
        .prepare("SELECT name, sql FROM sqlite_schema ORDER BY name")
        .expect("a readable schema");
    let rows = statement
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("a readable schema");
    (
        version,
        rows.collect::<Result<_, _>>().expect("a readable schema"),
    )
}

fn abort() -> Delivery {
    Delivery::Abort {
        session: session(4),
        body: AbortRequest {
            no_write: true,
            reason: AbortReason::Other,
        },
    }
}

fn report() -> Delivery {
    Delivery::Report {
        activation: ActivationId::from_bytes([9; 16]),
        release: ReleaseNo(2),
        body: ReleaseReport {
            result: ReportResult::SecretRejected,
            sw: Some(0x63C2),
        },
    }
}

/// A finished visit, one whose card was being written, one whose proof waits, and what the backend
/// must still learn.
fn write_the_story(path: &Path) -> Result<(), JournalError> {
    let mut journal = Journal::open(path)?;
    let outcome = Outcome::Completed;
    let closed = Entry::Close {
        session: session(1),
        outcome,
    };
    journal.commit(&proof(1), 1_000)?;
    let due = journal.next_due(1_000)?.expect("one is due");
    journal.settle(&due, Settled::Sent, 1_001)?;
    journal.commit(&[record(1, Record::Confirmed), closed], 1_002)?;
    journal.commit(&[enqueue(5, 0)], 1_500)?;
    let due = journal.next_due(1_500)?.expect("one is due");
    journal.settle(&due, Settled::Dead, 1_501)?;
    let written = Entry::Record {
        session: session(2),
        record: Record::IntentSet,
        release: Some((ActivationId::from_bytes([9; 16]), ReleaseNo(2))),
    };
    journal.commit(&[written], 2_000)?;
    journal.commit(&proof(3), 3_000)?;
    let later = [(4, abort()), (2, report())].map(|(number, delivery)| Entry::Enqueue {
        session: session(number),
        delivery,
        not_before_ms: 4_000,
    });
    journal.commit(&later, 4_000)?;
    journal.tidy_up()
}

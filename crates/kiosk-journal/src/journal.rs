// SPDX-License-Identifier: EUPL-1.2
//! The journal itself: opening, and one transaction per step.

use std::path::Path;

use activation_protocol::{ActivationId, ReleaseNo, SessionId};
use kiosk_session::Record;
use rusqlite::{Connection, Transaction};

use crate::audit::{self, AuditEvent};
use crate::outbox::signed;
use crate::{Delivery, Entry, JournalError, schema, settings};

/// The one connection to the one file. It stays on the thread of the event loop.
#[derive(Debug)]
pub struct Journal {
    pub(crate) db: Connection,
}

/// A session that was not closed when the program last stopped.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OpenSession {
    /// Which.
    pub session: SessionId,
    /// Its last durable record.
    pub record: Record,
    /// When it was opened, milliseconds since 1970.
    pub opened_ms: u64,
    /// The activation and the release its records name.
    pub release: Option<(ActivationId, ReleaseNo)>,
}

impl Journal {
    /// Opens or makes the file, checks it, and asserts the settings durability rests on.
    ///
    /// # Errors
    /// See [`JournalError`]; [`JournalError::is_damage`] tells whether the file is damaged.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(JournalError::Folder)?;
        }
        let mut db = open_for_writing(path)?;
        settings::apply(&db)?;
        let verdict: String = db.pragma_query_value(None, "quick_check", |row| row.get(0))?;
        if verdict != "ok" {
            return Err(JournalError::Row { table: "sqlite" });
        }
        schema::migrate(&mut db)?;
        if !audit::verify(&db)? {
            return Err(JournalError::Row { table: "audit" });
        }
        Ok(Self { db })
    }

    /// Makes all entries durable together. When this returns `Ok`, a power cut cannot undo them.
    ///
    /// # Errors
    /// SQLite's; nothing was written then.
    pub fn commit(&mut self, entries: &[Entry], now_ms: u64) -> Result<(), JournalError> {
        if entries.is_empty() {
            return Ok(());
        }
        let transaction = self.db.transaction()?;
        for entry in entries {
            write(&transaction, entry, now_ms)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// The sessions an earlier run left open, oldest first.
    ///
    /// # Errors
    /// SQLite's, or a row that cannot be read.
    pub fn open_sessions(&self) -> Result<Vec<OpenSession>, JournalError> {
        let mut statement = self.db.prepare(
            "SELECT sid, rec, opened_ms, aid, release FROM sess WHERE rec < ?1 ORDER BY opened_ms",
        )?;
        let rows = statement.query_map([Record::Closed as i64], |row| {
            Ok((
                row.get::<_, [u8; 16]>(0)?,
                row.get::<_, u8>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, Option<[u8; 16]>>(3)?,
                row.get::<_, Option<u16>>(4)?,
            ))
        })?;
        rows.map(|row| {
            let (sid, record, opened_ms, aid, release) = row?;
            Ok(OpenSession {
                session: SessionId::from_bytes(sid),
                record: record_of(record).ok_or(JournalError::Row { table: "sess" })?,
                opened_ms: u64::try_from(opened_ms).unwrap_or(0),
                release: aid
                    .map(ActivationId::from_bytes)
                    .zip(release.map(ReleaseNo)),
            })
        })
        .collect()
    }

    /// Writes something small, durably, to learn whether writing works.
    ///
    /// # Errors
    /// SQLite's.
    pub fn probe(&mut self, now_ms: u64) -> Result<(), JournalError> {
        let sql = "INSERT INTO meta (k, v) VALUES ('probe', ?1)
                   ON CONFLICT (k) DO UPDATE SET v = excluded.v";
        self.db.execute(sql, [now_ms.to_be_bytes()])?;
        Ok(())
    }

    /// Moves the write-ahead log into the file and empties it; for quiet moments.
    ///
    /// # Errors
    /// SQLite's.
    pub fn tidy_up(&self) -> Result<(), JournalError> {
        let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.db.query_row(sql, (), |_| Ok(()))?;
        Ok(())
    }
}

/// SQLite is content with a file it can only read; a journal is not.
fn open_for_writing(path: &Path) -> Result<Connection, JournalError> {
    let db = Connection::open(path)?;
    if db.is_readonly(rusqlite::MAIN_DB)? {
        let read_only = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
        return Err(rusqlite::Error::SqliteFailure(read_only, None).into());
    }
    Ok(db)
}

fn write(db: &Transaction<'_>, entry: &Entry, now_ms: u64) -> Result<(), JournalError> {
    match entry {
        Entry::Record {
            session,
            record,
            release,
        } => write_record(db, *session, *record, *release, now_ms),
        Entry::Close { session, outcome } => {
            write_record(db, *session, Record::Closed, None, now_ms)?;
            db.execute(
                "UPDATE sess SET outcome = ?2 WHERE sid = ?1",
                (session.as_bytes(), outcome.number()),
            )?;
            Ok(())
        }
        Entry::Enqueue {
            session,
            delivery,
            not_before_ms,
        } => enqueue(db, *session, delivery, *not_before_ms, now_ms),
        Entry::Delivered { session } => {
            db.execute(
                "UPDATE outbox SET state = 1 WHERE sid = ?1 AND kind = 0 AND state = 0",
                [session.as_bytes()],
            )?;
            audit::append(db, now_ms, AuditEvent::Delivered, Some(*session))
        }
    }
}

fn write_record(
    db: &Transaction<'_>,
    session: SessionId,
    record: Record,
    release: Option<(ActivationId, ReleaseNo)>,
    now_ms: u64,
) -> Result<(), JournalError> {
    let (aid, number) = release.unzip();
    db.execute(
        "INSERT INTO sess (sid, rec, opened_ms, aid, release) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (sid) DO UPDATE SET rec = excluded.rec,
            aid = coalesce(excluded.aid, aid), release = coalesce(excluded.release, release)",
        (
            session.as_bytes(),
            record as i64,
            signed(now_ms),
            aid.as_ref().map(ActivationId::as_bytes),
            number.map(|number: ReleaseNo| number.0),
        ),
    )?;
    audit::append(db, now_ms, AuditEvent::Record(record as u8), Some(session))
}

fn enqueue(
    db: &Transaction<'_>,
    session: SessionId,
    delivery: &Delivery,
    not_before_ms: u64,
    now_ms: u64,
) -> Result<(), JournalError> {
    let body = serde_json::to_vec(delivery).map_err(|_| JournalError::Row { table: "outbox" })?;
    db.execute(
        "INSERT INTO outbox (sid, kind, queued_ms, not_before_ms, body)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            session.as_bytes(),
            delivery.rank(),
            signed(now_ms),
            signed(not_before_ms),
            body,
        ),
    )?;
    let event = AuditEvent::Enqueued(delivery.rank());
    audit::append(db, now_ms, event, Some(session))
}

fn record_of(number: u8) -> Option<Record> {
    [
        Record::Open,
        Record::IntentRelease,
        Record::IntentSet,
        Record::Proof,
        Record::Confirmed,
        Record::Closed,
    ]
    .into_iter()
    .find(|record| *record as u8 == number)
}

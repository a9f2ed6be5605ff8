// SPDX-License-Identifier: EUPL-1.2
//! What waits for the network: which is next, and what became of it.

use activation_protocol::SessionId;
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::audit::{self, AuditEvent};
use crate::{Delivery, Journal, JournalError};

/// A message that is due.
#[derive(Clone, Debug)]
pub struct Due {
    /// Its row.
    pub id: i64,
    /// The session it is about.
    pub session: SessionId,
    /// How often delivery failed.
    pub attempts: u32,
    /// When it was put here, milliseconds since 1970.
    pub queued_ms: u64,
    /// What to deliver.
    pub delivery: Delivery,
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Settled {
    /// The backend has it.
    Sent,
    /// Try again, not before this time (milliseconds since 1970).
    Retry(u64),
    /// The backend will never take it, or it is too old.
    Dead,
}

/// How much waits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Depth {
    /// Messages to deliver.
    pub pending: u32,
    /// Messages nobody will take: an operator must look.
    pub dead: u32,
}

impl Journal {
    /// The next message that is due, confirmations first, one at a time.
    ///
    /// A message that waits longer than any pause was put off by a clock that has since been set
    /// back: it is due. One that cannot be read is dead, and stops nobody behind it.
    ///
    /// # Errors
    /// SQLite's.
    pub fn next_due(&self, now_ms: u64) -> Result<Option<Due>, JournalError> {
        while let Some(row) = self.first_due(now_ms)? {
            if let Ok(delivery) = serde_json::from_slice(&row.body) {
                return Ok(Some(Due {
                    id: row.id,
                    session: row.session,
                    attempts: row.attempts,
                    queued_ms: row.queued_ms,
                    delivery,
                }));
            }
            let transaction = self.db.unchecked_transaction()?;
            write_settled(&transaction, row.id, row.session, Settled::Dead, now_ms)?;
            transaction.commit()?;
        }
        Ok(None)
    }

    fn first_due(&self, now_ms: u64) -> Result<Option<Row>, JournalError> {
        let row = self.db.query_row(
            "SELECT id, sid, attempts, queued_ms, body FROM outbox
             WHERE state = 0 AND (not_before_ms <= ?1 OR not_before_ms > ?2)
             ORDER BY kind, id LIMIT 1",
            [
                signed(now_ms),
                signed(now_ms.saturating_add(LONGEST_PAUSE_MS)),
            ],
            |row| {
                Ok(Row {
                    id: row.get(0)?,
                    session: SessionId::from_bytes(row.get(1)?),
                    attempts: row.get(2)?,
                    queued_ms: u64::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                    body: row.get(4)?,
                })
            },
        );
        Ok(row.optional()?)
    }

    /// When the next message will be due, milliseconds since 1970.
    ///
    /// # Errors
    /// SQLite's.
    pub fn next_due_at(&self) -> Result<Option<u64>, JournalError> {
        let at: Option<i64> = self.db.query_row(
            "SELECT min(not_before_ms) FROM outbox WHERE state = 0",
            (),
            |row| row.get(0),
        )?;
        Ok(at.and_then(|at| u64::try_from(at).ok()))
    }

    /// Whatever this session still has to say is due now: nobody else is saying it any more.
    ///
    /// # Errors
    /// SQLite's.
    pub fn hurry(&mut self, session: SessionId, now_ms: u64) -> Result<(), JournalError> {
        self.db.execute(
            "UPDATE outbox SET not_before_ms = ?2 WHERE sid = ?1 AND state = 0",
            (session.as_bytes(), signed(now_ms)),
        )?;
        Ok(())
    }

    /// Records what became of a delivery.
    ///
    /// # Errors
    /// SQLite's.
    pub fn settle(&mut self, due: &Due, settled: Settled, now_ms: u64) -> Result<(), JournalError> {
        let transaction = self.db.transaction()?;
        write_settled(&transaction, due.id, due.session, settled, now_ms)?;
        transaction.commit()?;
        Ok(())
    }

    /// How much waits.
    ///
    /// # Errors
    /// SQLite's.
    pub fn depth(&self) -> Result<Depth, JournalError> {
        Ok(Depth {
            pending: count(&self.db, 0)?,
            dead: count(&self.db, 2)?,
        })
    }
}

/// A pending message whose body nobody has read yet.
struct Row {
    id: i64,
    session: SessionId,
    attempts: u32,
    queued_ms: u64,
    body: Vec<u8>,
}

fn write_settled(
    db: &Transaction<'_>,
    id: i64,
    session: SessionId,
    settled: Settled,
    now_ms: u64,
) -> Result<(), JournalError> {
    let (state, not_before_ms, event) = match settled {
        Settled::Sent => (1, now_ms, Some(AuditEvent::Delivered)),
        Settled::Retry(at) => (0, at, None),
        Settled::Dead => (2, now_ms, Some(AuditEvent::Dead)),
    };
    db.execute(
        "UPDATE outbox SET state = ?2, not_before_ms = ?3, attempts = attempts + 1
         WHERE id = ?1 AND state = 0",
        (id, state, signed(not_before_ms)),
    )?;
    match event {
        Some(event) => audit::append(db, now_ms, event, Some(session)),
        None => Ok(()),
    }
}

fn count(db: &Connection, state: i64) -> Result<u32, JournalError> {
    let sql = "SELECT count(*) FROM outbox WHERE state = ?1";
    Ok(db.query_row(sql, [state], |row| row.get(0))?)
}

/// SQLite's integers are signed; our times stay far below the limit.
pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// No call and no pause between two tries takes longer.
const LONGEST_PAUSE_MS: u64 = 60 * 60 * 1000;

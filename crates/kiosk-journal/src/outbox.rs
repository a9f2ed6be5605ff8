// SPDX-License-Identifier: EUPL-1.2
//! What waits for the network: which is next, and what became of it.

use activation_protocol::SessionId;
use rusqlite::{Connection, OptionalExtension};

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
    /// The next message that is due, confirmations first, one at a time per session.
    ///
    /// # Errors
    /// SQLite's, or a row that cannot be read.
    pub fn next_due(&self, now_ms: u64) -> Result<Option<Due>, JournalError> {
        let row = self
            .db
            .query_row(
                "SELECT id, sid, attempts, queued_ms, body FROM outbox
                 WHERE state = 0 AND not_before_ms <= ?1 ORDER BY kind, id LIMIT 1",
                [signed(now_ms)],
                |row| {
                    Ok((
                        row.get(0)?,
                        row.get::<_, [u8; 16]>(1)?,
                        row.get(2)?,
                        row.get::<_, i64>(3)?,
                        row.get::<_, Vec<u8>>(4)?,
                    ))
                },
            )
            .optional()?;
        let Some((id, sid, attempts, queued_ms, body)) = row else {
            return Ok(None);
        };
        let delivery =
            serde_json::from_slice(&body).map_err(|_| JournalError::Row { table: "outbox" })?;
        Ok(Some(Due {
            id,
            session: SessionId::from_bytes(sid),
            attempts,
            queued_ms: u64::try_from(queued_ms).unwrap_or(0),
            delivery,
        }))
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

    /// Records what became of a delivery.
    ///
    /// # Errors
    /// SQLite's.
    pub fn settle(&mut self, due: &Due, settled: Settled, now_ms: u64) -> Result<(), JournalError> {
        let transaction = self.db.transaction()?;
        let (state, not_before_ms) = match settled {
            Settled::Sent => (1, now_ms),
            Settled::Retry(at) => (0, at),
            Settled::Dead => (2, now_ms),
        };
        transaction.execute(
            "UPDATE outbox SET state = ?2, not_before_ms = ?3, attempts = attempts + 1
             WHERE id = ?1 AND state = 0",
            (due.id, state, signed(not_before_ms)),
        )?;
        match settled {
            Settled::Sent => {
                audit::append(
                    &transaction,
                    now_ms,
                    AuditEvent::Delivered,
                    Some(due.session),
                )?;
            }
            Settled::Dead => {
                audit::append(&transaction, now_ms, AuditEvent::Dead, Some(due.session))?;
            }
            Settled::Retry(_) => {}
        }
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

fn count(db: &Connection, state: i64) -> Result<u32, JournalError> {
    let sql = "SELECT count(*) FROM outbox WHERE state = ?1";
    Ok(db.query_row(sql, [state], |row| row.get(0))?)
}

/// SQLite's integers are signed; our times stay far below the limit.
pub(crate) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

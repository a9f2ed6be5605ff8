// SPDX-License-Identifier: EUPL-1.2
//! The audit chain: each row's hash covers the one before, so a gap or a change shows.

use activation_protocol::{Hash, SessionId};
use ring::digest;
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::JournalError;

/// Appends what happened to the chain.
pub(crate) fn append(
    transaction: &Transaction<'_>,
    ts_ms: u64,
    event: AuditEvent,
    session: Option<SessionId>,
) -> Result<(), JournalError> {
    let (seq, prev) = head(transaction)?;
    let row = Row {
        seq: seq + 1,
        ts_ms: i64::try_from(ts_ms).unwrap_or(i64::MAX),
        event: event.number(),
        sid: session.map(|sid| *sid.as_bytes()),
        prev,
    };
    transaction.execute(
        "INSERT INTO audit (seq, ts_ms, event, sid, prev, h) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (row.seq, row.ts_ms, row.event, row.sid, row.prev, row.hash()),
    )?;
    Ok(())
}

/// Walks the chain from its beginning; `false` when a link does not hold.
pub(crate) fn verify(db: &Connection) -> Result<bool, JournalError> {
    let mut statement =
        db.prepare("SELECT seq, ts_ms, event, sid, prev, h FROM audit ORDER BY seq")?;
    let mut rows = statement.query(())?;
    let mut last: (i64, Hash) = (0, GENESIS);
    while let Some(row) = rows.next()? {
        let link = Row {
            seq: row.get(0)?,
            ts_ms: row.get(1)?,
            event: row.get(2)?,
            sid: row.get(3)?,
            prev: row.get(4)?,
        };
        let hash: Hash = row.get(5)?;
        if link.seq != last.0 + 1 || link.prev != last.1 || link.hash() != hash {
            return Ok(false);
        }
        last = (link.seq, hash);
    }
    Ok(true)
}

/// What an audit row is about.
#[derive(Clone, Copy)]
pub(crate) enum AuditEvent {
    /// A record R0 to R5 of a session.
    Record(u8),
    /// Something was put into the outbox.
    Enqueued(u8),
    /// It was delivered.
    Delivered,
    /// It will not be delivered any more.
    Dead,
}

impl AuditEvent {
    fn number(self) -> i64 {
        match self {
            Self::Record(record) => i64::from(record),
            Self::Enqueued(kind) => 100 + i64::from(kind),
            Self::Delivered => 200,
            Self::Dead => 201,
        }
    }
}

struct Row {
    seq: i64,
    ts_ms: i64,
    event: i64,
    sid: Option<[u8; 16]>,
    prev: Hash,
}

impl Row {
    /// SHA-256("J1" ‖ prev ‖ seq ‖ ts ‖ event ‖ sid).
    fn hash(&self) -> Hash {
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(b"J1");
        context.update(&self.prev);
        for number in [self.seq, self.ts_ms, self.event] {
            context.update(&number.to_be_bytes());
        }
        if let Some(sid) = &self.sid {
            context.update(sid);
        }
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        hash
    }
}

fn head(db: &Connection) -> Result<(i64, Hash), JournalError> {
    let found = db
        .query_row(
            "SELECT seq, h FROM audit ORDER BY seq DESC LIMIT 1",
            (),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found.unwrap_or((0, GENESIS)))
}

const GENESIS: Hash = [0; 32];

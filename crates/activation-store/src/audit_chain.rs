// SPDX-License-Identifier: EUPL-1.2
//! The audit chain: how entries hang together, and whether they still do.

use activation_protocol::Hash;
use activation_rules::Citizen;
use ring::digest::{Context, SHA256};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::columns::Columns;
use crate::{Store, StoreError};

/// How many chains there are.
pub const SHARDS: u8 = 16;

/// One chain: that of a sixteenth of the citizens.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Shard(pub u8);

/// One entry as it is stored.
pub(crate) struct Link {
    pub(crate) seq: i64,
    pub(crate) prev: Hash,
    pub(crate) digest: Hash,
    pub(crate) body: String,
}

impl Store {
    /// Follows a chain from its first entry. `Ok(None)`: whole; `Ok(Some(seq))`: the first entry
    /// that does not hang on the one before it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn broken_audit_entry(&self, shard: Shard) -> Result<Option<i64>, StoreError> {
        let rows =
            sqlx::query("SELECT seq, prev, h, body FROM audit WHERE shard = $1 ORDER BY seq")
                .bind(i64::from(shard.0))
                .fetch_all(&self.pool)
                .await?;
        let mut last = None;
        for row in &rows {
            let link = Link::read(row)?;
            let expected = Link::after(shard, last.as_ref(), link.body.clone());
            if (link.seq, link.prev, link.digest) != (expected.seq, expected.prev, expected.digest)
            {
                return Ok(Some(link.seq));
            }
            last = Some(link);
        }
        Ok(None)
    }
}

impl Shard {
    pub(crate) fn of(citizen: Citizen) -> Self {
        Self(citizen.0[0] % SHARDS)
    }

    pub(crate) async fn last(self, conn: &mut AnyConnection) -> Result<Option<Link>, StoreError> {
        sqlx::query(
            "SELECT seq, prev, h, body FROM audit WHERE shard = $1 ORDER BY seq DESC LIMIT 1",
        )
        .bind(i64::from(self.0))
        .fetch_optional(conn)
        .await?
        .map(|row| Link::read(&row))
        .transpose()
    }
}

impl Link {
    pub(crate) fn after(shard: Shard, last: Option<&Self>, body: String) -> Self {
        let seq = last.map_or(1, |link| link.seq + 1);
        let prev = last.map_or([0; 32], |link| link.digest);
        let mut context = Context::new(&SHA256);
        context.update(b"PUNTOSI-AUDIT/1");
        context.update(&prev);
        context.update(&[shard.0]);
        context.update(&seq.to_be_bytes());
        context.update(body.as_bytes());
        let mut digest = [0; 32];
        digest.copy_from_slice(context.finish().as_ref());
        Self {
            seq,
            prev,
            digest,
            body,
        }
    }

    fn read(row: &AnyRow) -> Result<Self, StoreError> {
        let columns = Columns(row);
        Ok(Self {
            seq: columns.number("seq")?,
            prev: columns.array("prev")?,
            digest: columns.array("h")?,
            body: columns.text("body")?,
        })
    }
}

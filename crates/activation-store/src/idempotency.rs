// SPDX-License-Identifier: EUPL-1.2
//! Answers kept for a repeated request with the same key. What a request does is made idempotent
//! by the rows; this only makes the answers identical.

use activation_protocol::{Bytes, Hash, KioskId};
use activation_rules::Timestamp;
use sqlx::any::AnyRow;
use time::Duration;
use uuid::Uuid;

use crate::columns::Columns;
use crate::{Store, StoreError};

/// What is known of a key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Recall {
    /// Nothing; the key is now taken and the request may run.
    Fresh,
    /// The same request is running.
    InProgress,
    /// The same request was answered.
    Answered(StoredAnswer),
    /// The key was used with another request.
    OtherRequest,
}

/// An answer as it was sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Bytes,
}

impl Store {
    /// Takes a key for a request, or says what became of the request that has it. `request` is a
    /// digest of method, path and body.
    ///
    /// # Errors
    /// What the database says.
    pub async fn recall(
        &self,
        kiosk: KioskId,
        key: Uuid,
        request: Hash,
        now: Timestamp,
    ) -> Result<Recall, StoreError> {
        let mut write = self.begin().await?;
        // A key whose program died in the middle of the request is free again.
        let taken = sqlx::query(
            "INSERT INTO idem (kiosk, key, fp, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (kiosk, key) DO UPDATE SET at = excluded.at \
             WHERE idem.status IS NULL AND idem.fp = excluded.fp AND idem.at < $5",
        )
        .bind(kiosk.as_bytes().to_vec())
        .bind(key.as_bytes().to_vec())
        .bind(request.to_vec())
        .bind(now.0)
        .bind(now.minus(RUNNING_AT_MOST).0)
        .execute(&mut *write.tx)
        .await?;
        if taken.rows_affected() == 1 {
            write.tx.commit().await?;
            return Ok(Recall::Fresh);
        }
        let row = sqlx::query("SELECT fp, status, body FROM idem WHERE kiosk = $1 AND key = $2")
            .bind(kiosk.as_bytes().to_vec())
            .bind(key.as_bytes().to_vec())
            .fetch_one(&mut *write.tx)
            .await?;
        recalled(&row, request)
    }

    /// Keeps the answer for the key.
    ///
    /// # Errors
    /// What the database says.
    pub async fn remember(
        &self,
        kiosk: KioskId,
        key: Uuid,
        answer: &StoredAnswer,
    ) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        sqlx::query("UPDATE idem SET status = $3, body = $4 WHERE kiosk = $1 AND key = $2")
            .bind(kiosk.as_bytes().to_vec())
            .bind(key.as_bytes().to_vec())
            .bind(i64::from(answer.status))
            .bind(answer.body.0.clone())
            .execute(&mut *write.tx)
            .await?;
        write.tx.commit().await?;
        Ok(())
    }

    /// Frees a key whose request failed and may be tried again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn release_key(&self, kiosk: KioskId, key: Uuid) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        sqlx::query("DELETE FROM idem WHERE kiosk = $1 AND key = $2 AND status IS NULL")
            .bind(kiosk.as_bytes().to_vec())
            .bind(key.as_bytes().to_vec())
            .execute(&mut *write.tx)
            .await?;
        write.tx.commit().await?;
        Ok(())
    }
}

fn recalled(row: &AnyRow, request: Hash) -> Result<Recall, StoreError> {
    let columns = Columns(row);
    if columns.array("fp")? != request {
        return Ok(Recall::OtherRequest);
    }
    let status = columns.maybe_number("status")?;
    let body = columns.maybe_bytes("body")?;
    Ok(match status.zip(body) {
        Some((status, body)) => Recall::Answered(StoredAnswer { status, body }),
        None => Recall::InProgress,
    })
}

const RUNNING_AT_MOST: Duration = Duration::minutes(1);

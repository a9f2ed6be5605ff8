// SPDX-License-Identifier: EUPL-1.2
//! What time alone brings about: sessions that end, bytes to forget, jobs that fall due.

use activation_protocol::SessionId;
use activation_rules::{Citizen, JobKind, JobRow, JobState, SessionState, Timestamp};
use time::Duration;

use crate::columns::Columns;
use crate::tables::job;
use crate::{Store, StoreError};

impl Store {
    /// Unfinished sessions whose time is over, for the rules to end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn overdue_sessions(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<SessionId>, StoreError> {
        sqlx::query(
            "SELECT sid FROM session WHERE expires_at < $1 AND state IN ($2, $3, $4, $5) \
             ORDER BY expires_at LIMIT $6",
        )
        .bind(now.0)
        .bind(SessionState::Open.name())
        .bind(SessionState::OpenConfirm.name())
        .bind(SessionState::OldOk.name())
        .bind(SessionState::Bound.name())
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?
        .iter()
        .map(|row| Ok(SessionId::from_bytes(Columns(row).array("sid")?)))
        .collect()
    }

    /// Forgets what has been kept long enough: sealed bytes after their time, answers after 72
    /// hours, ended sessions after 30 days.
    ///
    /// # Errors
    /// What the database says; then nothing was forgotten.
    pub async fn forget(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        sqlx::query(
            "UPDATE release SET sealed = NULL WHERE sealed IS NOT NULL AND sealed_until < $1",
        )
        .bind(now.0)
        .execute(&mut *write.tx)
        .await?;
        sqlx::query("DELETE FROM idem WHERE at < $1")
            .bind(now.minus(ANSWERS_KEPT).0)
            .execute(&mut *write.tx)
            .await?;
        for query in [FORGET_LOOKUPS, FORGET_SESSIONS] {
            sqlx::query(query)
                .bind(now.minus(SESSIONS_KEPT).0)
                .bind(SessionState::Closed.name())
                .bind(SessionState::Aborted.name())
                .execute(&mut *write.tx)
                .await?;
        }
        write.tx.commit().await?;
        Ok(())
    }

    /// Jobs of one kind to be done now, oldest first: those that nobody does hold up no other.
    ///
    /// # Errors
    /// What the database says.
    pub async fn due_jobs(
        &self,
        kind: JobKind,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Citizen, JobRow)>, StoreError> {
        sqlx::query(
            "SELECT citizen, aid, kind, card_h, state, attempts, run_at FROM job \
             WHERE kind = $1 AND state = $2 AND run_at <= $3 ORDER BY run_at, aid LIMIT $4",
        )
        .bind(kind.name())
        .bind(JobState::Pending.name())
        .bind(now.0)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await?
        .iter()
        .map(|row| Ok((Citizen(Columns(row).array("citizen")?), job::read(row)?)))
        .collect()
    }

    /// Writes down how a job went: its state, its attempts and when to try again.
    ///
    /// # Errors
    /// What the database says.
    pub async fn settle_job(&self, citizen: Citizen, row: &JobRow) -> Result<(), StoreError> {
        let mut write = self.begin().await?;
        sqlx::query(
            "UPDATE job SET state = $4, attempts = $5, run_at = $6 \
             WHERE citizen = $1 AND aid = $2 AND kind = $3",
        )
        .bind(citizen.0.to_vec())
        .bind(row.activation.as_bytes().to_vec())
        .bind(row.kind.name())
        .bind(row.state.name())
        .bind(i64::from(row.attempts))
        .bind(row.run_at.0)
        .execute(&mut *write.tx)
        .await?;
        write.tx.commit().await?;
        Ok(())
    }
}

const ANSWERS_KEPT: Duration = Duration::hours(72);
const SESSIONS_KEPT: Duration = Duration::days(30);

const FORGET_LOOKUPS: &str = "DELETE FROM session_lookup WHERE sid IN (SELECT sid FROM session \
     WHERE expires_at < $1 AND state IN ($2, $3))";
const FORGET_SESSIONS: &str = "DELETE FROM session WHERE expires_at < $1 AND state IN ($2, $3)";

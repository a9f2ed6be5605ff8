// SPDX-License-Identifier: EUPL-1.2
//! Table `job`: work for others, done at least once.

use activation_protocol::{ActivationId, CardId};
use activation_rules::{Citizen, JobKind, JobRow, JobState};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::StoreError;
use crate::columns::{Columns, of_citizen};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    citizen: Citizen,
) -> Result<Vec<JobRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT aid, kind, card_h, state, attempts, run_at \
         FROM job WHERE citizen = $1 ORDER BY aid, kind",
        read,
    )
    .await
}

pub(crate) async fn add(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &JobRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO job (citizen, aid, kind, card_h, state, attempts, run_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(citizen.0.to_vec())
    .bind(row.activation.as_bytes().to_vec())
    .bind(row.kind.name())
    .bind(row.card.0.to_vec())
    .bind(row.state.name())
    .bind(i64::from(row.attempts))
    .bind(row.run_at.0)
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) fn read(row: &AnyRow) -> Result<JobRow, StoreError> {
    let columns = Columns(row);
    Ok(JobRow {
        activation: ActivationId::from_bytes(columns.array("aid")?),
        kind: columns.named("kind", JobKind::from_name)?,
        card: CardId(columns.array("card_h")?),
        state: columns.named("state", JobState::from_name)?,
        attempts: columns.number("attempts")?,
        run_at: columns.time("run_at")?,
    })
}

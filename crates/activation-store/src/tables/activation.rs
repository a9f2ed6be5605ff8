// SPDX-License-Identifier: EUPL-1.2
//! Table `activation`, and the ways to it by its id and by the code on the slip.

use activation_protocol::{ActivationId, CardId, ReceiptCode, SessionId};
use activation_rules::{ActivationRow, ActivationState, Citizen};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::StoreError;
use crate::columns::{Columns, mode_from_byte, of_citizen};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    citizen: Citizen,
) -> Result<Vec<ActivationRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT aid, new_card_h, old_card_h, state, epoch, releases, unresolved, mode, \
         receipt_code, created_at, updated_at \
         FROM activation WHERE citizen = $1 ORDER BY created_at, aid",
        read,
    )
    .await
}

pub(crate) async fn put(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &ActivationRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO activation (citizen, aid, new_card_h, old_card_h, state, epoch, releases, \
         unresolved, mode, receipt_code, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (citizen, aid) DO UPDATE SET old_card_h = excluded.old_card_h, \
         state = excluded.state, epoch = excluded.epoch, releases = excluded.releases, \
         unresolved = excluded.unresolved, mode = excluded.mode, \
         updated_at = excluded.updated_at",
    )
    .bind(citizen.0.to_vec())
    .bind(row.id.as_bytes().to_vec())
    .bind(row.new_card.0.to_vec())
    .bind(row.old_card.0.to_vec())
    .bind(row.state.name())
    .bind(row.epoch.map(|sid| sid.as_bytes().to_vec()))
    .bind(i64::from(row.releases))
    .bind(i64::from(row.unresolved))
    .bind(i64::from(row.mode.byte()))
    .bind(row.receipt_code.to_string())
    .bind(row.created_at.0)
    .bind(row.updated_at.0)
    .execute(&mut *conn)
    .await?;
    look_up(conn, citizen, row).await
}

async fn look_up(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &ActivationRow,
) -> Result<(), StoreError> {
    let known = sqlx::query("SELECT citizen FROM activation_lookup WHERE aid = $1")
        .bind(row.id.as_bytes().to_vec())
        .fetch_optional(&mut *conn)
        .await?;
    if known.is_some() {
        return Ok(());
    }
    sqlx::query("INSERT INTO activation_lookup (aid, citizen) VALUES ($1, $2)")
        .bind(row.id.as_bytes().to_vec())
        .bind(citizen.0.to_vec())
        .execute(&mut *conn)
        .await?;
    sqlx::query("INSERT INTO receipt_lookup (receipt_code, citizen) VALUES ($1, $2)")
        .bind(row.receipt_code.to_string())
        .bind(citizen.0.to_vec())
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<ActivationRow, StoreError> {
    let columns = Columns(row);
    Ok(ActivationRow {
        id: ActivationId::from_bytes(columns.array("aid")?),
        new_card: CardId(columns.array("new_card_h")?),
        old_card: CardId(columns.array("old_card_h")?),
        state: columns.named("state", ActivationState::from_name)?,
        epoch: columns.maybe_array("epoch")?.map(SessionId::from_bytes),
        releases: columns.number("releases")?,
        unresolved: columns.number("unresolved")?,
        mode: mode_from_byte(columns.number("mode")?)
            .ok_or(StoreError::Corrupt { column: "mode" })?,
        receipt_code: columns.named("receipt_code", |code| ReceiptCode::parse(code).ok())?,
        created_at: columns.time("created_at")?,
        updated_at: columns.time("updated_at")?,
    })
}

// SPDX-License-Identifier: EUPL-1.2
//! Table `release`. The sealed bytes open only with a key that lives in one kiosk's memory.

use activation_protocol::{ActivationId, KioskId, ReleaseNo, SessionId};
use activation_rules::{Citizen, ReleaseRow, Resolution};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::StoreError;
use crate::columns::{Columns, mode_from_byte, of_citizen, verb_from_name, verb_name};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    citizen: Citizen,
) -> Result<Vec<ReleaseRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT aid, release_no, sid, kiosk, verb, mode, sealed, sealed_until, released_at, \
         resolution FROM release WHERE citizen = $1 ORDER BY aid, release_no",
        read,
    )
    .await
}

pub(crate) async fn put(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &ReleaseRow,
) -> Result<(), StoreError> {
    let sealed = row
        .sealed
        .as_ref()
        .map(|sealed| serde_json::to_string(sealed).expect("a release is plain data"));
    sqlx::query(
        "INSERT INTO release (citizen, aid, release_no, sid, kiosk, verb, mode, sealed, \
         sealed_until, released_at, resolution) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (citizen, aid, release_no) DO UPDATE SET sealed = excluded.sealed, \
         resolution = excluded.resolution",
    )
    .bind(citizen.0.to_vec())
    .bind(row.activation.as_bytes().to_vec())
    .bind(i64::from(row.no.0))
    .bind(row.session.as_bytes().to_vec())
    .bind(row.kiosk.as_bytes().to_vec())
    .bind(verb_name(row.verb))
    .bind(i64::from(row.mode.byte()))
    .bind(sealed)
    .bind(row.sealed_until.0)
    .bind(row.released_at.0)
    .bind(row.resolution.name())
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<ReleaseRow, StoreError> {
    let columns = Columns(row);
    let sealed = columns
        .maybe_text("sealed")?
        .map(|json| serde_json::from_str(&json))
        .transpose()
        .map_err(|_| StoreError::Corrupt { column: "sealed" })?;
    Ok(ReleaseRow {
        activation: ActivationId::from_bytes(columns.array("aid")?),
        no: ReleaseNo(columns.number("release_no")?),
        session: SessionId::from_bytes(columns.array("sid")?),
        kiosk: KioskId::from_bytes(columns.array("kiosk")?),
        verb: columns.named("verb", verb_from_name)?,
        mode: mode_from_byte(columns.number("mode")?)
            .ok_or(StoreError::Corrupt { column: "mode" })?,
        sealed,
        sealed_until: columns.time("sealed_until")?,
        released_at: columns.time("released_at")?,
        resolution: columns.named("resolution", Resolution::from_name)?,
    })
}

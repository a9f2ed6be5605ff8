// SPDX-License-Identifier: EUPL-1.2
//! Table `card` and the way from a card to its holder.

use activation_protocol::CardId;
use activation_rules::{ActivationMode, BirthDate, CardRow, CardStatus, Citizen};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;
use time::Date;

use crate::columns::{Columns, of_citizen, parse_day};
use crate::{Seal, StoreError};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
) -> Result<Vec<CardRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT card_h, issuer, last4, status, not_after, activated_on, activation_mode, \
         birth_date_enc, has_chip, assistance, cert_enc \
         FROM card WHERE citizen = $1 ORDER BY card_h",
        |row| read(row, seal, citizen),
    )
    .await
}

pub(crate) async fn insert(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
    row: &CardRow,
) -> Result<(), StoreError> {
    let birth_date = row.birth_date.0.to_string();
    let birth_date = seal.seal(
        &context(BIRTH_DATE, citizen, row.card),
        birth_date.as_bytes(),
    )?;
    let certificate = seal.seal(&context(CERT, citizen, row.card), &row.certificate.0)?;
    sqlx::query(
        "INSERT INTO card (citizen, card_h, issuer, last4, status, not_after, activated_on, \
         activation_mode, birth_date_enc, has_chip, assistance, cert_enc) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(citizen.0.to_vec())
    .bind(row.card.0.to_vec())
    .bind(row.issuer.clone())
    .bind(row.id_carta_last4.clone())
    .bind(row.status.name())
    .bind(row.not_after.to_string())
    .bind(row.activated_on.map(|day| day.to_string()))
    .bind(row.activation_mode.map(ActivationMode::name))
    .bind(birth_date)
    .bind(i64::from(row.has_chip))
    .bind(i64::from(row.assistance))
    .bind(certificate)
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO card_lookup (card_h, citizen) VALUES ($1, $2)")
        .bind(row.card.0.to_vec())
        .bind(citizen.0.to_vec())
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn set_status(
    conn: &mut AnyConnection,
    citizen: Citizen,
    card: CardId,
    status: CardStatus,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE card SET status = $3 WHERE citizen = $1 AND card_h = $2")
        .bind(citizen.0.to_vec())
        .bind(card.0.to_vec())
        .bind(status.name())
        .execute(conn)
        .await?;
    Ok(())
}

pub(crate) async fn activate(
    conn: &mut AnyConnection,
    citizen: Citizen,
    card: CardId,
    on: Date,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE card SET status = $3, activated_on = $4, activation_mode = $5 \
         WHERE citizen = $1 AND card_h = $2",
    )
    .bind(citizen.0.to_vec())
    .bind(card.0.to_vec())
    .bind(CardStatus::Active.name())
    .bind(on.to_string())
    .bind(ActivationMode::Diretta.name())
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: &AnyRow, seal: &dyn Seal, citizen: Citizen) -> Result<CardRow, StoreError> {
    let columns = Columns(row);
    let card = CardId(columns.array("card_h")?);
    let open = |column| -> Result<Vec<u8>, StoreError> {
        Ok(seal.open(&context(column, citizen, card), &columns.blob(column)?)?)
    };
    let birth_date = String::from_utf8(open(BIRTH_DATE)?)
        .map_err(|_| StoreError::Corrupt { column: BIRTH_DATE })?;
    Ok(CardRow {
        card,
        issuer: columns.text("issuer")?,
        id_carta_last4: columns.maybe_text("last4")?,
        status: columns.named("status", CardStatus::from_name)?,
        not_after: columns.day("not_after")?,
        activated_on: columns.maybe_day("activated_on")?,
        activation_mode: columns.maybe_named("activation_mode", ActivationMode::from_name)?,
        birth_date: BirthDate(parse_day(&birth_date, BIRTH_DATE)?),
        has_chip: columns.flag("has_chip")?,
        assistance: columns.flag("assistance")?,
        certificate: activation_protocol::Bytes(open(CERT)?),
    })
}

/// A sealed value moved to another row or column does not open.
fn context(column: &str, citizen: Citizen, card: CardId) -> Vec<u8> {
    [b"card.", column.as_bytes(), b"\0", &citizen.0, &card.0].concat()
}

const BIRTH_DATE: &str = "birth_date_enc";
const CERT: &str = "cert_enc";

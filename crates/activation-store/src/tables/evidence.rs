// SPDX-License-Identifier: EUPL-1.2
//! Table `evidence`: what two cards signed.

use activation_protocol::{ActivationId, Bytes, CardId, SessionId};
use activation_rules::{Citizen, EvidenceKind, EvidenceRow};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::columns::{Columns, of_citizen};
use crate::{Seal, StoreError};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
) -> Result<Vec<EvidenceRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT aid, sid, kind, card_h, statement, sig, cert_enc, crl_number, at \
         FROM evidence WHERE citizen = $1 ORDER BY at, kind DESC",
        |row| read(row, seal, citizen),
    )
    .await
}

pub(crate) async fn add(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
    row: &EvidenceRow,
) -> Result<(), StoreError> {
    let certificate = seal.seal(&context(citizen, row.card), &row.certificate.0)?;
    let crl_number =
        row.crl_number
            .map(i64::try_from)
            .transpose()
            .map_err(|_| StoreError::Corrupt {
                column: "crl_number",
            })?;
    sqlx::query(
        "INSERT INTO evidence (citizen, aid, sid, kind, card_h, statement, sig, cert_enc, \
         crl_number, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(citizen.0.to_vec())
    .bind(row.activation.as_bytes().to_vec())
    .bind(row.session.as_bytes().to_vec())
    .bind(row.kind.name())
    .bind(row.card.0.to_vec())
    .bind(row.statement.0.clone())
    .bind(row.signature.0.clone())
    .bind(certificate)
    .bind(crl_number)
    .bind(row.at.0)
    .execute(conn)
    .await?;
    Ok(())
}

fn read(row: &AnyRow, seal: &dyn Seal, citizen: Citizen) -> Result<EvidenceRow, StoreError> {
    let columns = Columns(row);
    let card = CardId(columns.array("card_h")?);
    let certificate = seal.open(&context(citizen, card), &columns.blob("cert_enc")?)?;
    Ok(EvidenceRow {
        activation: ActivationId::from_bytes(columns.array("aid")?),
        session: SessionId::from_bytes(columns.array("sid")?),
        kind: columns.named("kind", EvidenceKind::from_name)?,
        card,
        statement: columns.bytes("statement")?,
        signature: columns.bytes("sig")?,
        certificate: Bytes(certificate),
        crl_number: columns.maybe_number("crl_number")?,
        at: columns.time("at")?,
    })
}

fn context(citizen: Citizen, card: CardId) -> Vec<u8> {
    [b"evidence.cert_enc\0", &citizen.0[..], &card.0].concat()
}

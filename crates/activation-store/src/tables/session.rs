// SPDX-License-Identifier: EUPL-1.2
//! Table `session` and the way from a session to its citizen.

use activation_protocol::{
    ActivationId, CardId, KioskId, Nonce, ProblemCode, ReleaseNo, SessionId,
};
use activation_rules::{Citizen, ProofTerms, SessionRow, SessionState};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::StoreError;
use crate::columns::{Columns, flow_from_name, flow_name, mode_from_byte, of_citizen};

pub(crate) async fn load(
    conn: &mut AnyConnection,
    citizen: Citizen,
) -> Result<Vec<SessionRow>, StoreError> {
    of_citizen(
        conn,
        citizen,
        "SELECT sid, kiosk, state, flow, nonce, ek, consent, body_fp, first_card_h, aid, \
         proof_nonce, proof_mode, proof_release, denied, stopped, opened_at, expires_at \
         FROM session WHERE citizen = $1 ORDER BY opened_at, sid",
        read,
    )
    .await
}

pub(crate) async fn put(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &SessionRow,
) -> Result<(), StoreError> {
    let proof = row.proof;
    let known = sqlx::query(
        "UPDATE session SET state = $3, aid = $4, proof_nonce = $5, proof_mode = $6, \
         proof_release = $7, denied = $8, stopped = $9 WHERE citizen = $1 AND sid = $2",
    )
    .bind(citizen.0.to_vec())
    .bind(row.id.as_bytes().to_vec())
    .bind(row.state.name())
    .bind(row.activation.map(|id| id.as_bytes().to_vec()))
    .bind(proof.map(|terms| terms.nonce.0.to_vec()))
    .bind(proof.map(|terms| i64::from(terms.mode.byte())))
    .bind(proof.map(|terms| i64::from(terms.release_no.0)))
    .bind(row.denied.map(ProblemCode::slug))
    .bind(i64::from(row.stopped))
    .execute(&mut *conn)
    .await?;
    if known.rows_affected() == 0 {
        insert(conn, citizen, row).await?;
    }
    Ok(())
}

async fn insert(
    conn: &mut AnyConnection,
    citizen: Citizen,
    row: &SessionRow,
) -> Result<(), StoreError> {
    let proof = row.proof;
    sqlx::query(
        "INSERT INTO session (citizen, sid, kiosk, state, flow, nonce, ek, consent, body_fp, \
         first_card_h, aid, proof_nonce, proof_mode, proof_release, denied, stopped, opened_at, \
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
         $16, $17, $18)",
    )
    .bind(citizen.0.to_vec())
    .bind(row.id.as_bytes().to_vec())
    .bind(row.kiosk.as_bytes().to_vec())
    .bind(row.state.name())
    .bind(flow_name(row.flow))
    .bind(row.nonce.0.to_vec())
    .bind(row.kiosk_key.0.to_vec())
    .bind(row.consent.to_vec())
    .bind(row.request.to_vec())
    .bind(row.first_card.0.to_vec())
    .bind(row.activation.map(|id| id.as_bytes().to_vec()))
    .bind(proof.map(|terms| terms.nonce.0.to_vec()))
    .bind(proof.map(|terms| i64::from(terms.mode.byte())))
    .bind(proof.map(|terms| i64::from(terms.release_no.0)))
    .bind(row.denied.map(ProblemCode::slug))
    .bind(i64::from(row.stopped))
    .bind(row.opened_at.0)
    .bind(row.expires_at.0)
    .execute(&mut *conn)
    .await?;
    sqlx::query("INSERT INTO session_lookup (sid, citizen) VALUES ($1, $2)")
        .bind(row.id.as_bytes().to_vec())
        .bind(citizen.0.to_vec())
        .execute(conn)
        .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<SessionRow, StoreError> {
    let columns = Columns(row);
    Ok(SessionRow {
        id: SessionId::from_bytes(columns.array("sid")?),
        kiosk: KioskId::from_bytes(columns.array("kiosk")?),
        state: columns.named("state", SessionState::from_name)?,
        flow: columns.named("flow", flow_from_name)?,
        nonce: Nonce(columns.array("nonce")?),
        kiosk_key: Nonce(columns.array("ek")?),
        consent: columns.array("consent")?,
        request: columns.array("body_fp")?,
        first_card: CardId(columns.array("first_card_h")?),
        activation: columns.maybe_array("aid")?.map(ActivationId::from_bytes),
        proof: read_proof(&columns)?,
        denied: columns.maybe_named("denied", problem_from_slug)?,
        stopped: columns.flag("stopped")?,
        opened_at: columns.time("opened_at")?,
        expires_at: columns.time("expires_at")?,
    })
}

fn read_proof(columns: &Columns<'_>) -> Result<Option<ProofTerms>, StoreError> {
    let nonce = columns.maybe_array("proof_nonce")?.map(Nonce);
    let mode = columns.maybe_number("proof_mode")?.and_then(mode_from_byte);
    let release_no = columns.maybe_number("proof_release")?.map(ReleaseNo);
    let terms = nonce.zip(mode).zip(release_no);
    Ok(terms.map(|((nonce, mode), release_no)| ProofTerms {
        nonce,
        mode,
        release_no,
    }))
}

fn problem_from_slug(slug: &str) -> Option<ProblemCode> {
    ProblemCode::ALL
        .iter()
        .copied()
        .find(|code| code.slug() == slug)
}

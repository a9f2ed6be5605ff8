// SPDX-License-Identifier: EUPL-1.2
//! The tables that hold a citizen's rows: how each is read and written, one file a table.

mod activation;
mod audit;
pub(crate) mod card;
mod evidence;
pub(crate) mod job;
mod release;
mod session;

use activation_rules::{Citizen, RowOp, Rows};
use sqlx::AnyConnection;

use crate::{Seal, StoreError};

/// Everything of one citizen.
pub(crate) async fn load(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
) -> Result<Rows, StoreError> {
    Ok(Rows {
        citizen,
        cards: card::load(conn, seal, citizen).await?,
        activations: activation::load(conn, citizen).await?,
        sessions: session::load(conn, citizen).await?,
        releases: release::load(conn, citizen).await?,
        evidence: evidence::load(conn, seal, citizen).await?,
        jobs: job::load(conn, citizen).await?,
    })
}

/// One change.
pub(crate) async fn apply(
    conn: &mut AnyConnection,
    seal: &dyn Seal,
    citizen: Citizen,
    op: &RowOp,
) -> Result<(), StoreError> {
    match op {
        RowOp::PutSession(row) => session::put(conn, citizen, row).await,
        RowOp::PutActivation(row) => activation::put(conn, citizen, row).await,
        RowOp::PutRelease(row) => release::put(conn, citizen, row).await,
        RowOp::SetCardStatus { card, status } => {
            card::set_status(conn, citizen, *card, *status).await
        }
        RowOp::ActivateCard { card, on } => card::activate(conn, citizen, *card, *on).await,
        RowOp::AddEvidence(row) => evidence::add(conn, seal, citizen, row).await,
        RowOp::AddJob(row) => job::add(conn, citizen, row).await,
        RowOp::Audit(entry) => audit::append(conn, citizen, entry).await,
    }
}

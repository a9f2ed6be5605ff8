// SPDX-License-Identifier: EUPL-1.2
//! Table `audit`: every entry carries the digest of the one before it.

use activation_protocol::ProblemCode;
use activation_rules::{AuditEntry, Citizen};
use serde_json::json;
use sqlx::AnyConnection;

use crate::StoreError;
use crate::audit_chain::{Link, Shard};

pub(crate) async fn append(
    conn: &mut AnyConnection,
    citizen: Citizen,
    entry: &AuditEntry,
) -> Result<(), StoreError> {
    let shard = Shard::of(citizen);
    let last = shard.last(conn).await?;
    let link = Link::after(shard, last.as_ref(), body(citizen, entry));
    sqlx::query("INSERT INTO audit (shard, seq, prev, h, body) VALUES ($1, $2, $3, $4, $5)")
        .bind(i64::from(shard.0))
        .bind(link.seq)
        .bind(link.prev.to_vec())
        .bind(link.digest.to_vec())
        .bind(link.body)
        .execute(conn)
        .await?;
    Ok(())
}

/// Ids and codes only; a citizen is the pseudonym.
fn body(citizen: Citizen, entry: &AuditEntry) -> String {
    let citizen: String = citizen.0.iter().map(|byte| format!("{byte:02x}")).collect();
    let failed: Vec<&str> = entry
        .failed
        .iter()
        .map(|code| ProblemCode::slug(*code))
        .collect();
    json!({
        "event": entry.event.name(),
        "at": entry.at.0,
        "citizen": citizen,
        "kiosk": entry.kiosk,
        "session": entry.session,
        "activation": entry.activation,
        "failed": failed,
    })
    .to_string()
}

// SPDX-License-Identifier: EUPL-1.2
//! The schema's versions: forward only, all missing ones in one transaction at the start.

use sqlx::{AnyPool, AssertSqlSafe, Row};

use crate::StoreError;
use crate::dialect::Dialect;

/// Brings the database to the newest version this program knows.
///
/// # Errors
/// [`StoreError::SchemaTooNew`], or whatever the database says; then nothing has changed.
pub(crate) async fn migrate(pool: &AnyPool, dialect: Dialect) -> Result<(), StoreError> {
    let mut tx = pool.begin_with(dialect.begin()).await?;
    sqlx::raw_sql(AssertSqlSafe(dialect.ddl(VERSION_TABLE)))
        .execute(&mut *tx)
        .await?;
    sqlx::raw_sql(dialect.lock_schema())
        .execute(&mut *tx)
        .await?;
    let found: i64 = sqlx::query("SELECT COALESCE(MAX(version), 0) AS found FROM schema_version")
        .fetch_one(&mut *tx)
        .await?
        .try_get("found")?;
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    if found > known {
        return Err(StoreError::SchemaTooNew { found, known });
    }
    for (version, migration) in (1i64..).zip(MIGRATIONS) {
        if version > found {
            sqlx::raw_sql(AssertSqlSafe(dialect.ddl(migration)))
                .execute(&mut *tx)
                .await?;
            sqlx::query("INSERT INTO schema_version (version) VALUES ($1)")
                .bind(version)
                .execute(&mut *tx)
                .await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Version n is the n-th, counted from 1.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_registry.sql")];

const VERSION_TABLE: &str =
    "CREATE TABLE IF NOT EXISTS schema_version (\n  version BIGINT PRIMARY KEY\n);";

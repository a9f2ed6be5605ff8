// SPDX-License-Identifier: EUPL-1.2
//! The file's format: forward-only migrations, each in one transaction.

use rusqlite::Connection;

use crate::JournalError;

/// Brings the file to the newest schema.
pub(crate) fn migrate(db: &mut Connection) -> Result<(), JournalError> {
    let found: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    if found > known {
        return Err(JournalError::Newer { found, known });
    }
    for (version, sql) in (1..)
        .zip(MIGRATIONS)
        .filter(|(version, _)| *version > found)
    {
        let transaction = db.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.commit()?;
    }
    Ok(())
}

const MIGRATIONS: &[&str] = &[include_str!("../migrations/0001_journal.sql")];
/// "PuSi", so that `file` can name it.
const APPLICATION_ID: i64 = 0x5075_5369;

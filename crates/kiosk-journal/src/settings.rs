// SPDX-License-Identifier: EUPL-1.2
//! The settings durability rests on: set, then read back and asserted.

use rusqlite::Connection;

use crate::JournalError;

/// Sets every PRAGMA and reads back those that could silently stay otherwise.
pub(crate) fn apply(db: &Connection) -> Result<(), JournalError> {
    db.busy_timeout(std::time::Duration::from_secs(2))?;
    db.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 256;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA foreign_keys = ON;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;",
    )?;
    assert_text(db, "journal_mode", "wal")?;
    assert_text(db, "locking_mode", "exclusive")?;
    // NORMAL would lose acknowledged commits at a power cut.
    assert_number(db, "synchronous", SYNCHRONOUS_FULL)?;
    assert_number(db, "secure_delete", 1)?;
    assert_number(db, "foreign_keys", 1)
}

fn assert_text(db: &Connection, name: &'static str, wanted: &str) -> Result<(), JournalError> {
    let value: String = db.pragma_query_value(None, name, |row| row.get(0))?;
    if value.eq_ignore_ascii_case(wanted) {
        Ok(())
    } else {
        Err(JournalError::Setting { name })
    }
}

fn assert_number(db: &Connection, name: &'static str, wanted: i64) -> Result<(), JournalError> {
    let value: i64 = db.pragma_query_value(None, name, |row| row.get(0))?;
    if value == wanted {
        Ok(())
    } else {
        Err(JournalError::Setting { name })
    }
}

const SYNCHRONOUS_FULL: i64 = 2;

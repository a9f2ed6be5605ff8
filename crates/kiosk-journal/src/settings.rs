// SPDX-License-Identifier: EUPL-1.2
//! The settings durability rests on: set, then read back and asserted.

use rusqlite::Connection;

use crate::JournalError;

/// Sets every PRAGMA, and asserts those that could silently stay otherwise.
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
    assert_durable(db)
}

fn assert_durable(db: &Connection) -> Result<(), JournalError> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> (tempfile::TempDir, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let db = Connection::open(folder.path().join("journal.db")).unwrap();
        apply(&db).unwrap();
        (folder, db)
    }

    #[test]
    fn every_commit_is_synced_and_anything_less_is_noticed() {
        let (_folder, db) = opened();
        for (name, less) in [
            ("synchronous", "NORMAL"),
            ("synchronous", "OFF"),
            ("secure_delete", "OFF"),
            ("foreign_keys", "OFF"),
            ("locking_mode", "NORMAL"),
            ("journal_mode", "DELETE"),
        ] {
            db.pragma_update_and_check(None, name, less, |_| Ok(()))
                .or_else(|error| {
                    let silent = matches!(error, rusqlite::Error::QueryReturnedNoRows);
                    if silent { Ok(()) } else { Err(error) }
                })
                .unwrap();
            let noticed = assert_durable(&db);
            assert!(
                matches!(noticed, Err(JournalError::Setting { name: it }) if it == name),
                "{name}={less}: {noticed:?}"
            );
            apply(&db).unwrap();
        }
    }

    #[test]
    fn a_file_system_that_cannot_write_ahead_is_refused() {
        // A database in memory keeps journal_mode=memory whatever it is told.
        let refused = apply(&Connection::open_in_memory().unwrap());
        let setting = matches!(
            refused,
            Err(JournalError::Setting {
                name: "journal_mode"
            })
        );
        assert!(setting, "{refused:?}");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Everything in which SQLite and PostgreSQL differ. The queries are the same for both.

use sqlx::error::ErrorKind;

use crate::StoreError;

/// The engine behind a URL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    pub(crate) fn of_url(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("sqlite:") {
            Ok(Self::Sqlite)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Ok(Self::Postgres)
        } else {
            Err(StoreError::UnknownEngine)
        }
    }

    /// The URL with which a missing SQLite file is made.
    pub(crate) fn connect_url(self, url: &str) -> String {
        match self {
            Self::Sqlite if !url.contains('?') => format!("{url}?mode=rwc"),
            Self::Sqlite | Self::Postgres => url.to_owned(),
        }
    }

    /// Run on every new connection.
    pub(crate) const fn connection_setup(self) -> &'static str {
        match self {
            Self::Sqlite => {
                "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                 PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                 PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF"
            }
            Self::Postgres => "SET TIME ZONE 'UTC'",
        }
    }

    /// Settings without which a commit is not durable: query, and the answer it must give.
    pub(crate) const fn durability(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Sqlite => &[
                ("SELECT journal_mode AS v FROM pragma_journal_mode", "wal"),
                (
                    "SELECT CAST(synchronous AS TEXT) AS v FROM pragma_synchronous",
                    "2",
                ),
                (
                    "SELECT CAST(foreign_keys AS TEXT) AS v FROM pragma_foreign_keys",
                    "1",
                ),
            ],
            Self::Postgres => &[("SELECT current_setting('synchronous_commit') AS v", "on")],
        }
    }

    /// How many may write at once. SQLite has one writer; a queue in front of it is fairer than
    /// its busy handler.
    pub(crate) const fn writers(self) -> usize {
        match self {
            Self::Sqlite => 1,
            Self::Postgres => CONNECTIONS as usize,
        }
    }

    /// Begins a transaction that will write.
    pub(crate) const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// Locks a citizen's cards, in one order. SQLite's writer is alone already.
    pub(crate) const fn lock_citizen(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT card_h FROM card WHERE citizen = $1 ORDER BY card_h",
            Self::Postgres => {
                "SELECT card_h FROM card WHERE citizen = $1 ORDER BY card_h FOR UPDATE"
            }
        }
    }

    /// Keeps a second program from migrating at the same time.
    pub(crate) const fn lock_schema(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT version FROM schema_version",
            Self::Postgres => "LOCK TABLE schema_version IN EXCLUSIVE MODE",
        }
    }

    /// A migration in this engine's words. Migrations are written for PostgreSQL, one closing
    /// `);` a line.
    pub(crate) fn ddl(self, migration: &str) -> String {
        match self {
            Self::Sqlite => migration
                .replace("BYTEA", "BLOB")
                .replace("BIGINT", "INTEGER")
                .replace("\n);", "\n) STRICT;"),
            Self::Postgres => migration.to_owned(),
        }
    }
}

/// Whether the same transaction may go through when it is tried again: a lock, a serialisation
/// failure, a deadlock, or somebody was first with the same key.
pub(crate) fn is_retryable(error: &sqlx::Error) -> bool {
    let Some(error) = error.as_database_error() else {
        return false;
    };
    let code = error.code();
    error.kind() == ErrorKind::UniqueViolation
        || code.is_some_and(|code| RETRYABLE_CODES.contains(&code.as_ref()))
}

/// PostgreSQL: serialization_failure, deadlock_detected. SQLite: BUSY, LOCKED, BUSY_RECOVERY,
/// BUSY_SNAPSHOT.
const RETRYABLE_CODES: [&str; 6] = ["40001", "40P01", "5", "6", "261", "517"];

/// In the pool.
pub(crate) const CONNECTIONS: u32 = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_told_by_the_url() {
        assert_eq!(Dialect::of_url("sqlite:///x.db").unwrap(), Dialect::Sqlite);
        assert_eq!(
            Dialect::of_url("postgres://host/db").unwrap(),
            Dialect::Postgres
        );
        assert!(matches!(
            Dialect::of_url("mysql://host/db"),
            Err(StoreError::UnknownEngine)
        ));
    }

    #[test]
    fn one_migration_speaks_both_dialects() {
        let text = "CREATE TABLE t (\n  a BYTEA NOT NULL,\n  b BIGINT\n);";
        assert_eq!(Dialect::Postgres.ddl(text), text);
        assert_eq!(
            Dialect::Sqlite.ddl(text),
            "CREATE TABLE t (\n  a BLOB NOT NULL,\n  b INTEGER\n) STRICT;"
        );
    }
}

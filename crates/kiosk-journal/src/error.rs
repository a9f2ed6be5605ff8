// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong with the journal.

/// Why the journal could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder of the journal cannot be used.
    #[error("journal: its folder cannot be made or used")]
    Folder(#[source] std::io::Error),
    /// SQLite refused.
    #[error("journal: SQLite failed")]
    Sqlite(#[from] rusqlite::Error),
    /// A setting that durability depends on has another value than asked for.
    #[error("journal: {name} is not as it must be")]
    Setting {
        /// The PRAGMA.
        name: &'static str,
    },
    /// The file was made by a newer program.
    #[error("journal: schema {found} is newer than this program's {known}")]
    Newer {
        /// `user_version` of the file.
        found: i64,
        /// The newest this program knows.
        known: i64,
    },
    /// A row does not hold what the schema says.
    #[error("journal: a row of {table} cannot be read")]
    Row {
        /// Which table.
        table: &'static str,
    },
    /// A damaged file could not be moved aside.
    #[error("journal: the damaged file cannot be moved into quarantine")]
    Quarantine(#[source] std::io::Error),
}

impl JournalError {
    /// Whether the file itself is damaged, so that a new one must be begun.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(DatabaseCorrupt | NotADatabase)
            ),
            Self::Row { .. } => true,
            Self::Folder(_) | Self::Setting { .. } | Self::Newer { .. } | Self::Quarantine(_) => {
                false
            }
        }
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Folder(error) | Self::Quarantine(error) => {
                error.kind() == std::io::ErrorKind::StorageFull
            }
            Self::Setting { .. } | Self::Newer { .. } | Self::Row { .. } => false,
        }
    }
}

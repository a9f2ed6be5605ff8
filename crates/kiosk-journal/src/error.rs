// SPDX-License-Identifier: EUPL-1.2
//! What can go wrong with the journal.

use rusqlite::ErrorCode::{
    CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase,
    PermissionDenied, ReadOnly,
};

/// Why the journal could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder of the journal cannot be used.
    #[error("journal: its folder cannot be made or used")]
    Folder(#[source] std::io::Error),
    /// Another program, or another run of this one, has the file.
    #[error("journal: another program has it open")]
    InUse(#[source] rusqlite::Error),
    /// The file or its folder is read-only, or may not be opened.
    #[error("journal: it cannot be opened for writing")]
    NotWritable(#[source] rusqlite::Error),
    /// SQLite refused for another reason.
    #[error("journal: SQLite failed")]
    Sqlite(#[source] rusqlite::Error),
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

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::InUse(error),
            Some(CannotOpen | PermissionDenied | ReadOnly) => Self::NotWritable(error),
            _ => Self::Sqlite(error),
        }
    }
}

impl JournalError {
    /// Whether the file itself is damaged, so that a new one must be begun.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(DatabaseCorrupt | NotADatabase)
            ),
            Self::Row { .. } => true,
            Self::Folder(_)
            | Self::InUse(_)
            | Self::NotWritable(_)
            | Self::Setting { .. }
            | Self::Newer { .. }
            | Self::Quarantine(_) => false,
        }
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(DiskFull),
            Self::Folder(error) | Self::Quarantine(error) => {
                error.kind() == std::io::ErrorKind::StorageFull
            }
            Self::InUse(_)
            | Self::NotWritable(_)
            | Self::Setting { .. }
            | Self::Newer { .. }
            | Self::Row { .. } => false,
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Why the store could not do what it was asked.

use crate::{Misfit, SealError};

/// A failure of the store itself; a refusal by the rules is not one.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not do it.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// Others changed the same rows again and again.
    #[error("the rows were changed by others {attempts} times in a row")]
    Contention {
        /// How often it was tried.
        attempts: u32,
        /// The last refusal of the database.
        #[source]
        last: sqlx::Error,
    },
    /// Only `sqlite:` and `postgres:` are known.
    #[error("the database URL is neither sqlite: nor postgres:")]
    UnknownEngine,
    /// The database does not keep a setting that durability needs.
    #[error("the database does not keep the setting {setting}")]
    Setting {
        /// Which.
        setting: &'static str,
    },
    /// A newer program made this database.
    #[error("the database has schema {found}, this program knows {known}")]
    SchemaTooNew {
        /// In the database.
        found: i64,
        /// In this program.
        known: i64,
    },
    /// A value in a row is not one this program writes.
    #[error("column {column} holds a value this program does not know")]
    Corrupt {
        /// Where.
        column: &'static str,
    },
    /// A sealed column did not open, or a value could not be sealed.
    #[error("a sealed column")]
    Seal(#[from] SealError),
    /// A card cannot be added.
    #[error("card {index} of the import: {why}")]
    Misfit {
        /// Which, from 0.
        index: usize,
        /// Why.
        why: Misfit,
    },
}

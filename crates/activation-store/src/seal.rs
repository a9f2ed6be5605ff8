// SPDX-License-Identifier: EUPL-1.2
//! Sealing of single columns: the program brings the key, the store never has it.

/// Seals the columns that name a person. A copy of the database then shows pseudonyms only.
pub trait Seal: Send + Sync {
    /// Seals bytes; `context` says which column of which row they are and is authenticated.
    ///
    /// # Errors
    /// [`SealError`] when no seal can be made.
    fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError>;

    /// Opens bytes sealed for the same context.
    ///
    /// # Errors
    /// [`SealError`] for another context, another key or changed bytes.
    fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError>;
}

/// The seal could not be made or opened. Which, and why, is for the one who has the key to log.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the seal could not be made or opened")]
pub struct SealError;

// SPDX-License-Identifier: EUPL-1.2
//! The ways in which a receipt, a printer profile or a status reply can be wrong.

use crate::status::StatusRequest;

/// Why a slip or a printer profile cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// No built-in profile has this name.
    #[error("no printer profile with this name; known: epson, custom-vkp80iii")]
    UnknownProfile,
    /// The profile's text is not what a profile must be.
    #[error("printer profile: {0}")]
    Profile(#[from] toml::de::Error),
    /// The profile's paper is too narrow to hold a slip.
    #[error("printer profile: {columns} columns, at least {least} are needed")]
    TooNarrow {
        /// Columns in the profile.
        columns: usize,
        /// The fewest columns on which the layout holds.
        least: usize,
    },
}

/// Why bytes that came back are not a printer's status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StatusError {
    /// The fixed bits of the answer are wrong: what is on the line is not a printer.
    #[error("the answer to {request:?} has not the fixed bits of a printer status")]
    NotAPrinter {
        /// The question that was asked.
        request: StatusRequest,
    },
    /// The answer has not the length its question calls for.
    #[error("the answer to {request:?} has {got} bytes, {wanted} expected")]
    Length {
        /// The question that was asked.
        request: StatusRequest,
        /// Bytes that came.
        got: usize,
        /// Bytes that were due.
        wanted: usize,
    },
}

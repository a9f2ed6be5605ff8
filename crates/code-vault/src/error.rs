// SPDX-License-Identifier: EUPL-1.2
//! The one error of this crate: what the vault was doing when it refused or failed.

use activation_protocol::ProtocolError;

use crate::{KeyFile, QuotaExceeded};

/// Why the vault did not do what it was asked. Names no person and no card.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// A key file cannot be read or made.
    #[error("vault key file `{file}`")]
    KeyFile {
        /// Which.
        file: KeyFile,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A key file can be read by others than its owner.
    #[error("vault key file `{file}` is readable by others: its mode must be 0400")]
    KeyFileMode {
        /// Which.
        file: KeyFile,
    },
    /// A key file does not hold a key of its kind.
    #[error("vault key file `{file}` does not hold a key")]
    KeyContent {
        /// Which.
        file: KeyFile,
    },
    /// The random generator gave no bytes.
    #[error("the system's random generator failed")]
    Random,
    /// A record cannot be read, written or erased.
    #[error("a vault record")]
    Record(#[source] std::io::Error),
    /// A record was changed, exchanged, or sealed under another key.
    #[error("a vault record does not open: changed, exchanged or of another key")]
    Tampered,
    /// A sealed column was changed, exchanged, or sealed under another key.
    #[error("a sealed column does not open: changed, exchanged or of another key")]
    Column,
    /// There is no record of this kind for this card.
    #[error("no code is kept for this card")]
    NoSecret,
    /// The ledger cannot be read or written.
    #[error("the vault's ledger")]
    Ledger(#[source] std::io::Error),
    /// Another program releases from this vault.
    #[error("another program has the vault's ledger open")]
    LedgerInUse,
    /// The ledger was changed by somebody else than the vault.
    #[error("the vault's ledger is broken at line {line}")]
    LedgerBroken {
        /// From 1.
        line: usize,
    },
    /// The signer's certificate is not a card's, not the one T1 names, or not trusted.
    #[error("the signer of the statement is not a trusted card")]
    Signer,
    /// The old card's signature over T1 does not verify.
    #[error("the old card's signature does not verify")]
    Signature(#[source] ProtocolError),
    /// T1 is too old to release anything.
    #[error("the statement is too old")]
    Stale,
    /// The new card is not the signer's.
    #[error("the record is not of the signer's holder")]
    HolderMismatch,
    /// Too many releases.
    #[error("too many releases: {0}")]
    Quota(QuotaExceeded),
    /// The secret cannot be sealed to the kiosk's key.
    #[error("the release cannot be sealed")]
    Seal(#[source] ProtocolError),
}

// SPDX-License-Identifier: EUPL-1.2
//! What the vault releases for a new card, and what is done with it.

use serde::{Deserialize, Serialize};

/// How the new card gets its PIN.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretMode {
    /// The issued PIN is released and changed on the card to the chosen one. The default.
    TransportPin = 1,
    /// The PUK is released and the PIN is set with RESET RETRY COUNTER. Repair.
    PukReset = 2,
    /// The issued PIN is disclosed to the citizen and stays.
    IssuedPin = 3,
}

impl SecretMode {
    /// The byte of statements and headers.
    #[must_use]
    pub const fn byte(self) -> u8 {
        self as u8
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! How commands travel to a generation, and how much of a file comes back at a time.

use serde::Deserialize;

use crate::ProfileError;
use crate::apdu::Transport;

/// What the card's protocol takes and gives in one piece.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TransportRules {
    /// How a command with more than 255 bytes of data is sent.
    pub long_commands: Transport,
    /// Bytes a READ BINARY asks for, 1–252: more would take two T=1 blocks. A card that answers
    /// `6700` is asked for half as many for the rest of the file.
    pub read_chunk: u8,
}

impl TransportRules {
    pub(super) fn check(&self) -> Result<(), ProfileError> {
        if !(1..=LONGEST_CHUNK).contains(&self.read_chunk) {
            return Err(ProfileError::ReadChunk);
        }
        Ok(())
    }
}

/// One T=1 block of 254 bytes less the status word.
const LONGEST_CHUNK: u8 = 252;

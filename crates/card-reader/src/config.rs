// SPDX-License-Identifier: EUPL-1.2
//! Which readers are used, and how long one command may take.

use std::time::Duration;

/// What [`CardReaders`](crate::CardReaders) is started with.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReaderConfig {
    /// The PC/SC name of each slot's reader, or the beginning of it: the numbers at its end change
    /// when it is plugged in again. Empty: one slot, the first reader there is.
    pub names: Vec<String>,
    /// The longest any command may take.
    pub apdu_timeout: Duration,
    /// The longest PERFORM SECURITY OPERATION may take: RSA takes a card its time.
    pub signature_timeout: Duration,
}

impl ReaderConfig {
    /// How many slots there are.
    pub(crate) fn slots(&self) -> usize {
        self.names.len().max(1)
    }
}

impl Default for ReaderConfig {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            apdu_timeout: Duration::from_secs(5),
            signature_timeout: Duration::from_secs(10),
        }
    }
}

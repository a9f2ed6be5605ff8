// SPDX-License-Identifier: EUPL-1.2
//! APDU budgets are measured at the card, where nothing can be forgotten.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What has passed since the counters were reset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// Command APDUs answered.
    pub apdus: u64,
    /// Bytes of the commands.
    pub bytes_in: u64,
    /// Bytes of the answers.
    pub bytes_out: u64,
    /// Command APDUs by INS, two hexadecimal digits.
    pub by_ins: BTreeMap<String, u64>,
}

impl Counters {
    pub(super) fn count(&mut self, apdu: &[u8], response: &[u8]) {
        self.apdus += 1;
        self.bytes_in += apdu.len() as u64;
        self.bytes_out += response.len() as u64;
        if let Some(ins) = apdu.get(1) {
            *self.by_ins.entry(format!("{ins:02X}")).or_default() += 1;
        }
    }
}

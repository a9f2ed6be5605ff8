// SPDX-License-Identifier: EUPL-1.2
//! APDU budgets are measured at the card, where nothing can be forgotten.

use std::collections::BTreeMap;
use std::time::Duration;

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
    /// Bytes both ways by INS.
    #[serde(default)]
    pub bytes_by_ins: BTreeMap<String, u64>,
    /// VERIFY commands (INS 20).
    #[serde(default)]
    pub verify: u64,
    /// CHANGE REFERENCE DATA commands (INS 24).
    #[serde(default)]
    pub change_reference_data: u64,
    /// RESET RETRY COUNTER commands (INS 2C).
    #[serde(default)]
    pub reset_retry_counter: u64,
    /// Private-key operations done.
    #[serde(default)]
    pub rsa: u64,
    /// Microseconds that a real contact card would have taken, see [`Counters::card_time`].
    #[serde(default)]
    pub simulated_us: u64,
}

/// The most that one block of protocol T=1 carries.
const ONE_BLOCK: usize = 254;

impl Counters {
    pub(super) fn count(&mut self, apdu: &[u8], response: &[u8]) {
        let (sent, received) = (apdu.len() as u64, response.len() as u64);
        self.apdus += 1;
        self.bytes_in += sent;
        self.bytes_out += received;
        self.rsa += u64::from(is_rsa(apdu, response));
        self.simulated_us += Self::card_time(apdu, response).as_micros() as u64;
        let Some(ins) = apdu.get(1) else { return };
        let name = format!("{ins:02X}");
        *self.by_ins.entry(name.clone()).or_default() += 1;
        *self.bytes_by_ins.entry(name).or_default() += sent + received;
        match ins {
            0x20 => self.verify += 1,
            0x24 => self.change_reference_data += 1,
            0x2C => self.reset_retry_counter += 1,
            _ => {}
        }
    }

    /// What one exchange takes on a realistic contact card: 11.5 ms, 0.085 ms for each byte both
    /// ways, 66 ms more when either side needs a second T=1 block (over 254 bytes), and 500 ms for
    /// a private-key operation.
    pub fn card_time(apdu: &[u8], response: &[u8]) -> Duration {
        let bytes = (apdu.len() + response.len()) as u64;
        let two_blocks = apdu.len() > ONE_BLOCK || response.len() > ONE_BLOCK;
        let more = if two_blocks { 66_000 } else { 0 };
        let key = if is_rsa(apdu, response) { 500_000 } else { 0 };
        Duration::from_micros(11_500 + 85 * bytes + more + key)
    }

    /// Milliseconds that a real contact card would have taken for all of it.
    pub fn simulated_ms(&self) -> u64 {
        self.simulated_us / 1000
    }
}

/// The last part of a PSO that was not refused.
fn is_rsa(apdu: &[u8], response: &[u8]) -> bool {
    let refused = matches!(response, [0x62..=0x6F, _]);
    matches!(apdu, [0x00, 0x2A, ..]) && !refused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_answer_and_a_signature_take_their_time() {
        let read = [0x00, 0xB0, 0x00, 0x00, 0x00];
        let short = Counters::card_time(&read, &[0; 93]);
        assert_eq!(short.as_micros(), 11_500 + 98 * 85);
        let long = Counters::card_time(&read, &[0; 258]);
        assert_eq!(long.as_micros(), 11_500 + 263 * 85 + 66_000);
        let sign = Counters::card_time(&[0x00, 0x2A, 0x80, 0x86], &[0; 130]);
        assert_eq!(sign.as_micros(), 11_500 + 134 * 85 + 500_000);
    }

    #[test]
    fn a_refused_signature_and_half_a_chain_use_no_key() {
        let mut counters = Counters::default();
        counters.count(&[0x00, 0x2A, 0x80, 0x86], &[0x69, 0x82]);
        counters.count(&[0x10, 0x2A, 0x80, 0x86], &[0x90, 0x00]);
        assert_eq!(counters.rsa, 0);
        counters.count(&[0x00, 0x2A, 0x80, 0x86], &[0x61, 0x00]);
        assert_eq!((counters.rsa, counters.apdus), (1, 3));
    }

    #[test]
    fn commands_that_may_cost_a_try_are_counted_by_name() {
        let mut counters = Counters::default();
        for ins in [0x20, 0x20, 0x24, 0x2C] {
            counters.count(&[0x00, ins, 0x00, 0x10], &[0x90, 0x00]);
        }
        let counted = (
            counters.verify,
            counters.change_reference_data,
            counters.reset_retry_counter,
        );
        assert_eq!(counted, (2, 1, 1));
        assert_eq!(counters.bytes_by_ins["20"], 12);
    }
}

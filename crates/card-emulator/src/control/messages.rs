// SPDX-License-Identifier: EUPL-1.2
//! The words of the control socket, the same for both ends.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::hex;
use crate::slot::{Counters, When};

/// What a client asks, such as `{"do":"insert","card":"DIR"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// Put a card in.
    Insert {
        /// Its directory.
        card: PathBuf,
    },
    /// Take the card out.
    Remove,
    /// Take the card out and put another in.
    Swap {
        /// The other's directory.
        card: PathBuf,
        /// Milliseconds in between; below 400 a reader may not notice. Default 1000.
        #[serde(default = "a_second")]
        gap_ms: u64,
    },
    /// Hold back the answer to the next APDU with this INS.
    Hold {
        /// Two hexadecimal digits.
        #[serde(with = "ins")]
        ins: u8,
    },
    /// Let the held answer go.
    Release,
    /// The card leaves at the next APDU with this INS.
    PullAt {
        /// Two hexadecimal digits.
        #[serde(with = "ins")]
        ins: u8,
        /// Before or after it took effect.
        when: When,
    },
    /// From now on, add this to every answer.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// Tell what is so now.
    Status,
    /// Count afresh.
    ResetCounters,
}

/// What the emulator tells every client unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// An answer is being held back; what it answers is done and durable.
    Held {
        /// INS of the command.
        ins: String,
    },
    /// The card left at this command.
    Pulled {
        /// INS of the command.
        ins: String,
    },
}

/// The answer to `status`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Directory of the card in the slot.
    pub card: Option<PathBuf>,
    /// Its generation.
    pub generation: Option<String>,
    /// The reader has it.
    pub connected: bool,
    /// INS of the command whose answer is held back.
    pub held: Option<String>,
    /// Tries left of the PIN.
    pub pin_tries: Option<u8>,
    /// Tries left of the PUK.
    pub puk_tries: Option<u8>,
    /// Traffic since the counters were reset.
    #[serde(flatten)]
    pub counters: Counters,
}

fn a_second() -> u64 {
    1000
}

mod ins {
    use super::{Deserialize, Deserializer, Serializer, hex};

    pub(super) fn serialize<S: Serializer>(ins: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{ins:02X}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(source: D) -> Result<u8, D::Error> {
        let text = String::deserialize(source)?;
        hex::decode_byte(&text)
            .ok_or_else(|| serde::de::Error::custom("ins is two hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_read_as_documented() {
        let cases = [
            (
                r#"{"do":"insert","card":"D"}"#,
                Request::Insert { card: "D".into() },
            ),
            (
                r#"{"do":"swap","card":"D"}"#,
                Request::Swap {
                    card: "D".into(),
                    gap_ms: 1000,
                },
            ),
            (r#"{"do":"hold","ins":"2c"}"#, Request::Hold { ins: 0x2C }),
            (
                r#"{"do":"pull-at","ins":"24","when":"after"}"#,
                Request::PullAt {
                    ins: 0x24,
                    when: When::After,
                },
            ),
            (r#"{"do":"delay","ms":30}"#, Request::Delay { ms: 30 }),
            (r#"{"do":"reset-counters"}"#, Request::ResetCounters),
        ];
        for (line, request) in cases {
            assert_eq!(
                serde_json::from_str::<Request>(line).expect("reads"),
                request
            );
        }
    }

    #[test]
    fn nonsense_is_no_request() {
        for line in [r#"{"do":"eat"}"#, r#"{"do":"hold","ins":"240"}"#, "[]", ""] {
            assert!(serde_json::from_str::<Request>(line).is_err(), "{line}");
        }
    }
}

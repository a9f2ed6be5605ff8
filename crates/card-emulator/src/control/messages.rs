// SPDX-License-Identifier: EUPL-1.2
//! The words of the control socket, the same for both ends.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::hexadecimal::{ins, sw};
use crate::card::StatusWord;
use crate::slot::{Counters, Habits, Torn, When};

/// What a client asks, such as `{"do":"insert","card":"DIR"}`. In every request `"reader":1` means
/// the second reader; without it the first is meant.
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
        /// Milliseconds in between; 0 means that the reader does not notice. Default 1000.
        #[serde(default = "a_second")]
        gap_ms: u64,
        /// Not now, but right before the next APDU with this INS, and without a gap.
        #[serde(default, with = "ins::maybe", skip_serializing_if = "Option::is_none")]
        ins: Option<u8>,
    },
    /// Hold back the answer to the next APDU with this INS.
    Hold {
        /// Two hexadecimal digits.
        #[serde(with = "ins")]
        ins: u8,
        /// Milliseconds; without them until `release`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ms: Option<u64>,
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
        /// How many bytes of the answer get out: 0 or 1. Default 0.
        #[serde(default)]
        bytes: Torn,
    },
    /// The next APDUs with this INS are not executed and are answered so.
    Answer {
        /// Two hexadecimal digits.
        #[serde(with = "ins")]
        ins: u8,
        /// Four hexadecimal digits.
        #[serde(with = "sw")]
        sw: StatusWord,
        /// How many APDUs. Default 1.
        #[serde(default = "once")]
        times: u32,
    },
    /// The card loses its power for a moment: PIN and selection are gone, and the reader does not
    /// notice.
    Forget {
        /// Not now, but right before the next APDU with this INS.
        #[serde(default, with = "ins::maybe", skip_serializing_if = "Option::is_none")]
        ins: Option<u8>,
    },
    /// From now on every card is mute, or none is. The one in the slot is taken out and put back.
    Mute {
        /// Whether.
        on: bool,
    },
    /// From now on every card has these habits too, under the names of a generation's `[quirks]`.
    Quirks {
        /// Those that change.
        set: Habits,
    },
    /// From now on, add this to every answer.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// From now on every answer takes as long as on a real card, or no time.
    Realistic {
        /// Whether.
        on: bool,
    },
    /// End every fault, standing or ordered.
    Heal,
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
    /// Milliseconds that a real contact card would have taken for the traffic counted.
    #[serde(default)]
    pub simulated_ms: u64,
    /// Traffic since the counters were reset.
    #[serde(flatten)]
    pub counters: Counters,
}

fn a_second() -> u64 {
    1000
}

fn once() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_read(cases: &[(&str, Request)]) {
        for (line, request) in cases {
            let read: Request = serde_json::from_str(line).expect(line);
            assert_eq!(read, *request);
            let written = serde_json::to_string(request).expect("writes");
            let back: Request = serde_json::from_str(&written).expect(&written);
            assert_eq!(back, *request);
        }
    }

    #[test]
    fn what_moves_cards_reads_as_documented() {
        assert_read(&[
            (
                r#"{"do":"insert","card":"D"}"#,
                Request::Insert { card: "D".into() },
            ),
            (
                r#"{"do":"swap","card":"D"}"#,
                Request::Swap {
                    card: "D".into(),
                    gap_ms: 1000,
                    ins: None,
                },
            ),
            (
                r#"{"do":"swap","card":"D","gap_ms":0,"ins":"B0"}"#,
                Request::Swap {
                    card: "D".into(),
                    gap_ms: 0,
                    ins: Some(0xB0),
                },
            ),
            (
                r#"{"do":"forget","ins":"2A"}"#,
                Request::Forget { ins: Some(0x2A) },
            ),
            (r#"{"do":"forget"}"#, Request::Forget { ins: None }),
            (r#"{"do":"mute","on":true}"#, Request::Mute { on: true }),
            (r#"{"do":"reset-counters"}"#, Request::ResetCounters),
        ]);
    }

    #[test]
    fn what_disturbs_cards_reads_as_documented() {
        assert_read(&[
            (
                r#"{"do":"hold","ins":"2c"}"#,
                Request::Hold {
                    ins: 0x2C,
                    ms: None,
                },
            ),
            (
                r#"{"do":"hold","ins":"2A","ms":700}"#,
                Request::Hold {
                    ins: 0x2A,
                    ms: Some(700),
                },
            ),
            (
                r#"{"do":"answer","ins":"B0","sw":"6F00"}"#,
                Request::Answer {
                    ins: 0xB0,
                    sw: StatusWord(0x6F00),
                    times: 1,
                },
            ),
            (
                r#"{"do":"quirks","set":{"end_of_file":"6282"}}"#,
                Request::Quirks {
                    set: Habits::from_json(r#"{"end_of_file":"6282"}"#).expect("a habit"),
                },
            ),
            (
                r#"{"do":"realistic","on":false}"#,
                Request::Realistic { on: false },
            ),
            (r#"{"do":"heal"}"#, Request::Heal),
            (
                r#"{"do":"pull-at","ins":"24","when":"after"}"#,
                Request::PullAt {
                    ins: 0x24,
                    when: When::After,
                    bytes: Torn::Nothing,
                },
            ),
            (
                r#"{"do":"pull-at","ins":"2A","when":"before","bytes":1}"#,
                Request::PullAt {
                    ins: 0x2A,
                    when: When::Before,
                    bytes: Torn::OneByte,
                },
            ),
            (r#"{"do":"delay","ms":30}"#, Request::Delay { ms: 30 }),
        ]);
    }

    #[test]
    fn nonsense_is_no_request() {
        for line in [
            r#"{"do":"eat"}"#,
            r#"{"do":"hold","ins":"240"}"#,
            r#"{"do":"hold","ins":"24","for":"ever"}"#,
            r#"{"do":"pull-at","ins":"24","when":"after","bytes":2}"#,
            r#"{"do":"answer","ins":"24","sw":"9"}"#,
            r#"{"do":"swap","card":"D","ins":7}"#,
            "[]",
            "",
        ] {
            assert!(serde_json::from_str::<Request>(line).is_err(), "{line}");
        }
    }
}

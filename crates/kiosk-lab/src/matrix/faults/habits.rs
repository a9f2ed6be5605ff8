// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Ways of speaking that both cards have for the whole visit. The journey must not notice.

use card_emulator::control::Request;
use card_emulator::slot::Habits;

use crate::matrix::fault::{Deed, Fault, Kind, Moment};

/// Name, words, and what the emulator calls it.
const HABITS: [(&str, &str, &str); 11] = [
    (
        "sixty-one-xx",
        "all data comes by `61xx` and GET RESPONSE",
        r#"{"force_61xx":true}"#,
    ),
    (
        "exact-le",
        "`6Cxx` to every Le that is not exact",
        r#"{"exact_le":true}"#,
    ),
    (
        "end-6282",
        "`6282` at the end of a file, and with its short tail",
        r#"{"end_of_file":"6282","short_tail":"6282"}"#,
    ),
    (
        "end-9000",
        "`9000` and nothing at the end of a file",
        r#"{"end_of_file":"9000"}"#,
    ),
    (
        "large-le-refused",
        "`6700` to an Le over 128",
        r#"{"largest_le":128}"#,
    ),
    (
        "terse-select-refused",
        "`6A86` to SELECT without FCI",
        r#"{"refuses_p2_0c":true}"#,
    ),
    (
        "fci-without-size",
        "no size in the FCI",
        r#"{"fci_size":"absent"}"#,
    ),
    (
        "fci-size-small",
        "half the size in the FCI",
        r#"{"fci_size":"too-small"}"#,
    ),
    (
        "fci-size-big",
        "256 bytes too many in the FCI",
        r#"{"fci_size":"too-big"}"#,
    ),
    (
        "padding-ff",
        "`FF` after the certificate",
        r#"{"certificate_padding":"FF"}"#,
    ),
    (
        "no-padding",
        "the file ends with the certificate",
        r#"{"certificate_padding":"none"}"#,
    ),
];
const SLOW_MS: u64 = 300;

pub(super) fn rows() -> Vec<Fault> {
    let habit = |(name, words, set): (&str, &str, &str)| {
        // A name the emulator does not know shows at once: the visit would be a plain one.
        let set = Habits::from_json(set).unwrap_or_default();
        row(name, words, Request::Quirks { set })
    };
    let slow = row(
        "slow",
        "300 ms for every answer",
        Request::Delay { ms: SLOW_MS },
    );
    HABITS.map(habit).into_iter().chain([slow]).collect()
}

fn row(name: &str, words: &str, request: Request) -> Fault {
    Fault::new(Kind::Habit, name, words).at(Moment::OldCard, Deed::Ask(request))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_emulator_knows_every_habit() {
        for (name, _, set) in HABITS {
            assert!(Habits::from_json(set).is_ok(), "{name}");
        }
    }
}

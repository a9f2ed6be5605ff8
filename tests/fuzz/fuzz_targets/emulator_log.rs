// SPDX-License-Identifier: EUPL-1.2
//! A line of a software card's log, which is read to be played again.
#![no_main]

use card_emulator::log::Line;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(line) = text.parse::<Line>() {
        let written = line.to_string();
        assert!(
            written.parse().is_ok_and(|again: Line| again == line),
            "{written}"
        );
    }
});

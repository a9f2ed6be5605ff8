// SPDX-License-Identifier: EUPL-1.2
//! The software card's control socket: what is understood is written and understood again.
#![no_main]

use card_emulator::control::{Order, Request};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(line) = std::str::from_utf8(data) else {
        return;
    };
    let _ = Order::from_words(line);
    if let Ok(order) = Order::from_json(line) {
        let request = order.request;
        let written = serde_json::to_string(&request).expect("what was read can be written");
        assert!(serde_json::from_str(&written).is_ok_and(|again: Request| again == request));
    }
});

// SPDX-License-Identifier: EUPL-1.2
//! The code on the slip, as people type it.
#![no_main]

use activation_protocol::ReceiptCode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(code) = ReceiptCode::parse(text) {
        assert!(ReceiptCode::parse(&code.to_string()).is_ok_and(|again| again == code));
    }
});

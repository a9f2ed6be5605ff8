// SPDX-License-Identifier: EUPL-1.2
//! What a printer says, what is sent to it read back, and its profile.
#![no_main]

use libfuzzer_sys::fuzz_target;
use receipt::{Command, PrinterProfile, decode};

fuzz_target!(|data: &[u8]| {
    let _ = decode(data);
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = PrinterProfile::from_toml(text);
    }
    let mut rest = data;
    while let Some((_, length)) = Command::first(rest) {
        assert!(length > 0, "reading goes on");
        rest = rest.get(length..).unwrap_or_default();
    }
});

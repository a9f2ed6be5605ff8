// SPDX-License-Identifier: EUPL-1.2
//! A panic that only feedback from the code finds: the proof that the other targets would find one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let [b'P', b'u', b'n', b't', b'o', rest @ ..] = data {
        assert!(rest.len() < 3 || rest[0] ^ rest[1] != 0x5A, "planted");
    }
});

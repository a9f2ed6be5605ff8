// SPDX-License-Identifier: EUPL-1.2
//! Conversations with a card that says anything, one answer after the other.
#![no_main]

use fuzz::{Answers, converse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([who, what], answers)) = data.split_first_chunk() else {
        return;
    };
    converse(*who, *what, &mut Answers::new(answers));
});

// SPDX-License-Identifier: EUPL-1.2
//! Conversations with a card that is nearly good: files of any content, some answers wrong.
#![no_main]

use fuzz::{FileCard, converse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(([who, what], rest)) = data.split_first_chunk() else {
        return;
    };
    converse(*who, *what, &mut FileCard::new(*who, rest));
});

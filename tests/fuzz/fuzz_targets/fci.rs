// SPDX-License-Identifier: EUPL-1.2
//! What a card says of a file it selected.
#![no_main]

use cns_card::files::FileControlInformation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = FileControlInformation::parse(data);
});

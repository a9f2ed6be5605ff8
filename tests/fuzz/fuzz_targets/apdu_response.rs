// SPDX-License-Identifier: EUPL-1.2
//! Any answer of a card splits into data and status word, or the card is gone.
#![no_main]

use cns_card::apdu::Response;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    match Response::parse(data) {
        Ok(response) => {
            let status = u16::from(response.status).to_be_bytes();
            assert_eq!([&response.data[..], &status].concat(), data);
        }
        Err(_) => assert!(data.len() < 2),
    }
});

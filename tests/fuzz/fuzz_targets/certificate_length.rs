// SPDX-License-Identifier: EUPL-1.2
//! How much of EF.C_Carta to read, from its first bytes.
#![no_main]

use cns_card::CardCertificate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(length) = CardCertificate::encoded_length(data) {
        assert!((2..=6 + 0xFFFF_FFFF).contains(&length));
        let header = data.len().min(6);
        assert_eq!(CardCertificate::encoded_length(&data[..header]), Ok(length));
    }
});

// SPDX-License-Identifier: EUPL-1.2
//! A generation of cards as TOML: what is taken is a profile that can be used.
#![no_main]

use cns_card::{Profile, Profiles, read_card};
use fuzz::Answers;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(profile) = Profile::parse(text) {
        let mut card = Answers::new(&[]);
        assert!(read_card(&mut card, &profile).is_err());
        assert_eq!(card.sent(), 1);
    }
    let _ = Profiles::parse(text);
});

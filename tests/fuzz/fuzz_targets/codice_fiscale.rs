// SPDX-License-Identifier: EUPL-1.2
//! A codice fiscale that is taken stays the same when read again.
#![no_main]

use activation_protocol::CodiceFiscale;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(person) = CodiceFiscale::parse(text) else {
        return;
    };
    assert!(CodiceFiscale::parse(person.expose()).is_ok_and(|again| again == person));
    assert!(person.without_omocodia().is_ascii());
});

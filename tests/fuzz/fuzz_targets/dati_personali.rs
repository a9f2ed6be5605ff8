// SPDX-License-Identifier: EUPL-1.2
//! EF.Dati_personali: what is read of it can be asked for.
#![no_main]

use activation_protocol::CodiceFiscale;
use cns_card::DatiPersonali;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(person) = DatiPersonali::parse(data) else {
        return;
    };
    let fiscal_code = person.codice_fiscale().expose();
    assert!(CodiceFiscale::parse(fiscal_code).is_ok_and(|again| again == *person.codice_fiscale()));
    let _ = (person.expiry(), person.birth_date(), person.issuer());
    assert!(!person.matches_digest(&[0; 20]));
    assert_ne!(person.sha256(), [0; 32]);
});

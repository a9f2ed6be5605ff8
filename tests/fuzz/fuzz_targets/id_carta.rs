// SPDX-License-Identifier: EUPL-1.2
//! EF.ID_Carta: a number that is taken is one as a text too.
#![no_main]

use activation_protocol::IdCarta;
use cns_card::files::{issuer_name, parse_id_carta};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(card) = parse_id_carta(data) else {
        return;
    };
    assert!(IdCarta::parse(card.expose()).is_ok_and(|again| again == card));
    let _ = (card.issuer(), card.last4(), issuer_name(card));
});

// SPDX-License-Identifier: EUPL-1.2
//! How many commands a citizen waits for.

use activation_protocol::Pin;
use cns_card::{PinAnswer, read_card, read_identity, sign, verify_pin};

use crate::script::{
    ATHENA10, ID_CARTA, ST11, STATEMENT, Script, dati_personali, profile, reading,
};
use crate::signing::{signing_athena10, signing_st11};

#[test]
fn a_card_is_identified_in_four_commands() {
    let mut card = Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("the holder's data", "11001102", &dati_personali()[..252]);
    let identity = read_identity(&mut card, &profile("st11")).unwrap();
    assert_eq!(identity.id_carta.expose().as_bytes(), ID_CARTA);
    assert_eq!(card.finished(), 4);
}

#[test]
fn a_card_is_read_whole_in_at_most_eleven_commands() {
    for (name, certificate) in [("st11", ST11), ("athena10", ATHENA10)] {
        let mut card = reading(certificate);
        let read = read_card(&mut card, &profile(name)).unwrap();
        assert!(read.personal_data_matches);
        assert_eq!(read.certificate.der(), certificate);
        assert!(card.finished() <= 11, "{name}");
    }
}

#[test]
fn a_card_has_signed_after_at_most_fifteen_commands() {
    let pin = Pin::new(b"48151").unwrap();
    for (name, mut card) in [
        ("st11", signing_st11(reading(ST11))),
        ("athena10", signing_athena10(reading(ATHENA10))),
    ] {
        let profile = profile(name);
        let certificate = read_card(&mut card, &profile).unwrap().certificate;
        let answer = verify_pin(&mut card, &profile, &pin).unwrap();
        assert_eq!(answer, PinAnswer::Accepted);
        let signature = sign(&mut card, &profile, certificate.modulus_len(), STATEMENT).unwrap();
        assert_eq!(certificate.verify(STATEMENT, &signature), Ok(()));
        assert!(card.finished() <= 15, "{name}");
    }
}

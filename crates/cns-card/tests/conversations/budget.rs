// SPDX-License-Identifier: EUPL-1.2
//! How many commands a citizen waits for, by generation.

use activation_protocol::Pin;
use cns_card::{
    PinAnswer, Profiles, Recognition, read_card, read_identity, reread_id_carta, sign, verify_pin,
};

use crate::generations::{ALL, Generation};
use crate::model::{Habits, ModelCard};
use crate::script::{ATHENA10, ID_CARTA, ST11, STATEMENT, Script, profile, reading};
use crate::signing::{signing_athena10, signing_st11};

#[test]
fn each_generation_is_read_and_signs_within_its_budget() {
    let profiles = Profiles::builtin();
    for generation in &ALL {
        let Generation { name, budget, .. } = generation;
        let Recognition::Known(profile) = profiles.recognise(&generation.atr()) else {
            panic!("{name} is known");
        };
        assert_eq!(profile.name, *name);
        let mut card = ModelCard::new(generation, Habits::default());
        read_identity(&mut card, profile).unwrap();
        assert_eq!(card.sent.len(), budget[0], "{name}");

        let mut card = ModelCard::new(generation, Habits::default());
        let read = read_card(&mut card, profile).unwrap();
        assert!(read.personal_data_matches);
        assert_eq!(card.sent.len(), budget[1], "{name}");

        let pin = Pin::new(b"48151").unwrap();
        assert_eq!(
            verify_pin(&mut card, profile, &pin),
            Ok(PinAnswer::Accepted)
        );
        let modulus = read.certificate.modulus_len();
        let signature = sign(&mut card, profile, modulus, STATEMENT).unwrap();
        assert_eq!(read.certificate.verify(STATEMENT, &signature), Ok(()));
        assert_eq!(card.sent.len(), budget[2], "{name}");
    }
}

#[test]
fn each_generation_is_known_again_before_its_pin_is_asked() {
    for generation in &ALL {
        let profile = profile(generation.name);
        let mut card = ModelCard::new(generation, Habits::default());
        let id = reread_id_carta(&mut card, &profile).unwrap();
        assert_eq!(id.expose().as_bytes(), ID_CARTA);
        let more = usize::from(!generation.cns.is_empty());
        assert_eq!(card.sent.len(), 2 + more, "{}", generation.name);
        let pin = Pin::new(b"48151").unwrap();
        let answer = verify_pin(&mut card, &profile, &pin);
        assert_eq!(answer, Ok(PinAnswer::Accepted), "{}", generation.name);
    }
}

#[test]
fn the_common_generations_keep_the_budget_of_the_design() {
    for generation in &ALL {
        let [identity, certificate, signature] = generation.budget;
        let applications = usize::from(!generation.cns.is_empty());
        assert!(identity <= 4 + applications);
        assert!(certificate <= 11 + applications);
        if ["st11", "athena10"].contains(&generation.name) {
            assert!(signature <= 15);
        }
    }
}

#[test]
fn a_card_has_signed_after_at_most_fifteen_commands_byte_by_byte() {
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

#[test]
fn the_cards_of_2025_are_read_byte_by_byte() {
    let mut card = Script::default()
        .then("the CNS", "00A4040C0CA000000530000B104001021A", "9000")
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file(
            "the holder's data",
            "11001102",
            &crate::script::dati_personali()[..252],
        )
        .then("ESIGN", "00A4040C0AA000000530455349474E", "9000")
        .then("a path from there", "00A4090C04DA01C001", "9000")
        .then_content("the certificate", ST11)
        .then(
            "back to the CNS",
            "00A4040C0CA000000530000B104001021A",
            "9000",
        )
        .then("one try", "0020001008 3438313531FFFFFF", "9000");
    let profile = profile("ace25");
    assert!(read_card(&mut card, &profile).is_ok());
    let answer = verify_pin(&mut card, &profile, &Pin::new(b"48151").unwrap());
    assert_eq!(answer, Ok(PinAnswer::Accepted));
    assert_eq!(card.finished(), 14);
}

#[test]
fn a_directory_may_be_entered_before_the_pin_or_after() {
    let pin = Pin::new(b"48151").unwrap();
    let directory = "00A4080C0414009002";
    let after = profile("idemia21");
    let mut before = after.clone();
    before.pin.select_first = cns_card::profile::SelectFirst::KeyDirectory;
    let mut card = Script::default()
        .then("the MF", "00A4000C023F00", "9000")
        .then("one try", "0020001008 3438313531FFFFFF", "9000")
        .then("then the key's directory", directory, "9000")
        .then("environment 3 is restored", "0022F30300", "6985");
    assert!(verify_pin(&mut card, &after, &pin).is_ok());
    assert!(sign(&mut card, &after, 256, STATEMENT).is_err());
    card.finished();
    let mut card = Script::default()
        .then("the key's directory", directory, "9000")
        .then("one try", "0020001008 3438313531FFFFFF", "9000")
        .then("nothing is selected", "0022F30300", "6985");
    assert!(verify_pin(&mut card, &before, &pin).is_ok());
    assert!(sign(&mut card, &before, 256, STATEMENT).is_err());
    card.finished();
}

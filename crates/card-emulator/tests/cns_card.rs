// SPDX-License-Identifier: EUPL-1.2
//! The kiosk's own card library meets the card without a reader in between: budgets and bad days.

use activation_protocol::Pin;
use card_emulator::Card;
use card_emulator::card::Challenges;
use card_emulator::personalise::{CardEntry, Deck, Order, personalise};
use card_emulator::profile::{Generation, Quirks};
use card_emulator::store::CardDir;
use cns_card::{
    CardChannel, CardError, ChangeAnswer, ChannelError, PinAnswer, Profile, Profiles, Recognition,
    change_pin, read_card, read_identity, sign, verify_pin,
};
use time::macros::datetime;

/// A card that counts what it is asked.
struct Contact {
    card: Card,
    apdus: usize,
}

impl CardChannel for Contact {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.apdus += 1;
        Ok(self.card.exchange(command).response)
    }
}

fn old_card(deck: Deck) -> (Contact, CardEntry) {
    old_card_of(&Order::new(vec![deck], 5, datetime!(2026-11-23 12:00 UTC)))
}

fn of_generation(name: &str) -> (Contact, CardEntry) {
    old_card_of(&Order {
        old_generation: Some(name.to_owned()),
        ..Order::new(vec![Deck::SamePerson], 5, datetime!(2026-11-23 12:00 UTC))
    })
}

fn old_card_of(order: &Order) -> (Contact, CardEntry) {
    let dir = tempfile::tempdir().expect("a directory");
    let inventory = personalise(dir.path(), order).expect("a deck");
    let entry = inventory.decks[0].old.clone();
    let challenges = Challenges::from_seed([1; 32]);
    let (_, card) = CardDir::load(&dir.path().join(&entry.dir), challenges).expect("a card");
    (Contact { card, apdus: 0 }, entry)
}

fn known<'a>(profiles: &'a Profiles, contact: &Contact) -> &'a Profile {
    match profiles.recognise(contact.card.atr()) {
        Recognition::Known(profile) => profile,
        Recognition::UnknownCns | Recognition::Unknown => {
            panic!("the kiosk does not know this generation")
        }
    }
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits.as_bytes()).expect("a PIN")
}

/// APDUs that a generation with applications or directories to select takes more: to identify,
/// with the certificate, and with PIN and signature.
fn allowance(generation: &str) -> [usize; 3] {
    match generation {
        "ace25" => [1, 2, 3],
        "idemia21" => [0, 0, 2],
        _ => [0, 0, 0],
    }
}

#[test]
fn every_generation_is_read_and_signs_within_the_budget() {
    let profiles = Profiles::builtin();
    for name in Generation::CNS {
        let (mut contact, entry) = of_generation(name);
        let [identify, certificate, all] = allowance(name);
        let profile = known(&profiles, &contact);
        assert_eq!(profile.name, name);
        read_identity(&mut contact, profile).expect("an identity");
        assert!(contact.apdus <= 4 + identify, "{name}: {}", contact.apdus);
        contact.apdus = 0;
        let read = read_card(&mut contact, profile).expect("a card");
        assert!(
            contact.apdus <= 11 + certificate,
            "{name}: {}",
            contact.apdus
        );
        assert!(read.personal_data_matches);
        let own = pin(entry.pin.as_deref().expect("an old card has a PIN"));
        assert_eq!(
            verify_pin(&mut contact, profile, &own).expect("asked"),
            PinAnswer::Accepted
        );
        let modulus = read.certificate.modulus_len();
        let signature = sign(&mut contact, profile, modulus, b"ciao").expect("a signature");
        assert!(contact.apdus <= 15 + all, "{name}: {}", contact.apdus);
        read.certificate
            .verify(b"ciao", &signature)
            .expect("a good signature");
    }
}

#[test]
fn a_chosen_pin_replaces_the_old_one() {
    let profiles = Profiles::builtin();
    let (mut contact, entry) = old_card(Deck::SamePerson);
    let profile = known(&profiles, &contact);
    let (old, new) = (pin(entry.pin.as_deref().expect("a PIN")), pin("97531024"));
    let changed = change_pin(&mut contact, profile, &old, &new).expect("asked");
    assert_eq!(changed, ChangeAnswer::Changed);
    let wrong = verify_pin(&mut contact, profile, &old).expect("asked");
    assert_eq!(
        wrong,
        PinAnswer::Wrong {
            tries_left: Some(2)
        }
    );
    assert_eq!(
        verify_pin(&mut contact, profile, &new).expect("asked"),
        PinAnswer::Accepted
    );
}

#[test]
fn a_blocked_pin_is_told_as_such() {
    let profiles = Profiles::builtin();
    let (mut contact, entry) = old_card(Deck::PinBlocked);
    let profile = known(&profiles, &contact);
    let right = pin(entry.pin.as_deref().expect("a PIN"));
    assert_eq!(
        verify_pin(&mut contact, profile, &right).expect("asked"),
        PinAnswer::Blocked
    );
}

#[test]
fn a_signature_without_a_pin_is_refused_by_the_card() {
    let profiles = Profiles::builtin();
    let (mut contact, _) = old_card(Deck::SamePerson);
    let profile = known(&profiles, &contact);
    let refused = sign(&mut contact, profile, 256, b"ciao");
    assert!(matches!(refused, Err(CardError::Status { .. })));
}

/// Habits that change nothing about what a good reader gets.
const HABITS: [&str; 14] = [
    r#"{}"#,
    r#"{"force_61xx": true}"#,
    r#"{"exact_le": true}"#,
    r#"{"exact_le": true, "force_61xx": true}"#,
    r#"{"largest_le": 128}"#,
    r#"{"end_of_file": "6282", "short_tail": "6282"}"#,
    r#"{"end_of_file": "9000"}"#,
    r#"{"refuses_p2_0c": true}"#,
    r#"{"fci_size": "absent"}"#,
    r#"{"fci_size": "too-small"}"#,
    r#"{"fci_size": "too-big"}"#,
    r#"{"certificate_padding": "FF"}"#,
    r#"{"certificate_padding": "none"}"#,
    r#"{"select_keeps_pin": true}"#,
];

fn habits(contact: &Contact, text: &str) -> Quirks {
    let set = serde_json::from_str(text).expect("an object");
    contact.card.quirks().with(&set).expect("habits")
}

#[test]
fn every_generation_is_read_and_signs_whatever_its_habits() {
    let profiles = Profiles::builtin();
    let mut failures = Vec::new();
    for name in Generation::CNS {
        let (blank, entry) = of_generation(name);
        for text in HABITS {
            let mut card = blank.card.clone();
            card.set_quirks(habits(&blank, text));
            let mut contact = Contact { card, apdus: 0 };
            let profile = known(&profiles, &contact);
            let own = pin(entry.pin.as_deref().expect("an old card has a PIN"));
            if let Err(error) = proves_itself(&mut contact, profile, &own) {
                failures.push(format!("{name} {text}: {error:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
}

/// Reads everything, verifies the PIN and signs.
fn proves_itself(contact: &mut Contact, profile: &Profile, own: &Pin) -> Result<(), CardError> {
    read_identity(contact, profile)?;
    let read = read_card(contact, profile)?;
    assert!(read.personal_data_matches);
    assert_eq!(verify_pin(contact, profile, own)?, PinAnswer::Accepted);
    let signature = sign(contact, profile, read.certificate.modulus_len(), b"ciao")?;
    read.certificate
        .verify(b"ciao", &signature)
        .expect("a good signature");
    Ok(())
}

#[test]
fn a_mask_that_keeps_the_tries_to_itself_is_believed() {
    let profiles = Profiles::builtin();
    for (text, second, third) in [
        (
            r#"{"wrong_pin": "6300"}"#,
            PinAnswer::Wrong { tries_left: None },
            PinAnswer::Wrong { tries_left: None },
        ),
        (
            r#"{"blocked_at_once": true}"#,
            PinAnswer::Wrong {
                tries_left: Some(1),
            },
            PinAnswer::Blocked,
        ),
    ] {
        let (mut contact, entry) = old_card(Deck::SamePerson);
        let set = habits(&contact, text);
        contact.card.set_quirks(set);
        let profile = known(&profiles, &contact);
        let mut ask = |digits| verify_pin(&mut contact, profile, &pin(digits)).expect("asked");
        ask("00000");
        assert_eq!([ask("00000"), ask("00000")], [second, third], "{text}");
        let right = entry.pin.as_deref().expect("a PIN");
        assert_eq!(ask(right), PinAnswer::Blocked, "{text}");
    }
}

#[test]
fn a_card_without_certificate_and_a_bare_contactless_one_are_told_apart() {
    let profiles = Profiles::builtin();
    let (mut contact, _) = old_card(Deck::NoCertificate);
    let profile = known(&profiles, &contact);
    read_identity(&mut contact, profile).expect("an identity");
    assert!(read_card(&mut contact, profile).is_err());
    let (contact, _) = old_card(Deck::ContactlessAtr);
    let seen = profiles.recognise(contact.card.atr());
    assert!(matches!(seen, Recognition::Unknown));
}

#[test]
fn cards_of_other_issuers_are_read_like_any_other() {
    let profiles = Profiles::builtin();
    for (deck, issuer) in [(Deck::OtherRegion, "6030"), (Deck::StaffCard, "9090")] {
        let (mut contact, entry) = old_card(deck);
        let profile = known(&profiles, &contact);
        let read = read_card(&mut contact, profile).expect("a card");
        assert_eq!(read.certificate.id_carta().issuer(), issuer);
        let own = pin(entry.pin.as_deref().expect("a PIN"));
        proves_itself(&mut contact, profile, &own).expect("it works");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The kiosk's own card library meets the card without a reader in between: budgets and bad days.

use activation_protocol::Pin;
use card_emulator::Card;
use card_emulator::card::Challenges;
use card_emulator::personalise::{CardEntry, Deck, Order, personalise};
use card_emulator::profile::Generation;
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

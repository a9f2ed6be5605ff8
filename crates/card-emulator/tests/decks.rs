// SPDX-License-Identifier: EUPL-1.2
//! The invented world must be consistent, or every other test misleads.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use card_emulator::card::Challenges;
use card_emulator::personalise::{Deck, DeckEntry, Inventory, Order, RegistryLine, personalise};
use card_emulator::store::CardDir;
use tempfile::TempDir;
use time::OffsetDateTime;
use time::macros::datetime;
use x509_parser::prelude::{
    CertificateRevocationList, FromDer as _, ParsedExtension, RevokedCertificate, X509Certificate,
};

const NOW: OffsetDateTime = datetime!(2026-11-23 12:00 UTC);

/// Decks whose old card no registry here knows.
const STRANGERS: [Deck; 4] = [
    Deck::OtherRegion,
    Deck::StaffCard,
    Deck::NoCertificate,
    Deck::ContactlessAtr,
];

fn world() -> (TempDir, Inventory) {
    let dir = tempfile::tempdir().expect("a directory");
    personalise(dir.path(), &Order::new(Deck::ALL.to_vec(), 1, NOW)).expect("a world");
    let inventory = Inventory::read(dir.path()).expect("an inventory");
    (dir, inventory)
}

fn registry(dir: &Path) -> Vec<RegistryLine> {
    let text = fs::read_to_string(dir.join("registry.jsonl")).expect("a registry");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line"))
        .collect()
}

fn old_line(dir: &Path, inventory: &Inventory, deck: Deck) -> RegistryLine {
    let id_carta = &inventory.deck(deck).expect("ordered").old.id_carta;
    let mut lines = registry(dir).into_iter();
    lines
        .find(|line| line.id_carta == *id_carta)
        .expect("registered")
}

fn certificate(line: &RegistryLine) -> Vec<u8> {
    BASE64_STANDARD.decode(&line.certificate).expect("base64")
}

#[test]
fn a_whole_world_takes_less_than_two_seconds() {
    // The best of three: other tests share the machine.
    let time = |_| {
        let start = Instant::now();
        world();
        start.elapsed()
    };
    let best = (0..3).map(time).min().expect("three times");
    assert!(best < Duration::from_secs(2), "{best:?}");
}

#[test]
fn the_same_order_makes_the_same_world() {
    let ((first, _), (second, _)) = (world(), world());
    for file in [
        "registry.jsonl",
        "deck.json",
        "ca/crl.der",
        "same-person/old/certificate.der",
    ] {
        let read = |dir: &TempDir| fs::read(dir.path().join(file)).expect("a file");
        assert_eq!(read(&first), read(&second), "{file}");
    }
}

#[test]
fn no_two_decks_share_a_citizen_a_card_or_a_pin() {
    let (_dir, inventory) = world();
    let people = inventory
        .decks
        .iter()
        .flat_map(|deck| [Some(&deck.holder), deck.other.as_ref()]);
    let people: Vec<_> = people.flatten().collect();
    let codes: BTreeSet<_> = people.iter().map(|person| &person.codice_fiscale).collect();
    assert_eq!(codes.len(), people.len());
    assert_eq!(codes.len(), 21);
    let cards = inventory.decks.iter();
    let cards = cards.flat_map(|deck| [Some(&deck.old), Some(&deck.new), deck.own_new.as_ref()]);
    let cards: Vec<_> = cards
        .flatten()
        .filter(|card| !card.id_carta.is_empty())
        .collect();
    let numbers: BTreeSet<_> = cards.iter().map(|card| &card.id_carta).collect();
    assert_eq!(numbers.len(), cards.len());
    let pins: Vec<_> = cards.iter().filter_map(|card| card.pin.as_ref()).collect();
    assert_eq!(pins.iter().collect::<BTreeSet<_>>().len(), pins.len());
}

#[test]
fn the_cards_of_a_deck_have_different_keys() {
    let (dir, inventory) = world();
    for deck in &inventory.decks {
        let cards = [Some(&deck.old), Some(&deck.new), deck.own_new.as_ref()];
        let keys: Vec<_> = cards
            .into_iter()
            .flatten()
            .filter_map(|card| fs::read(dir.path().join(&card.dir).join("TEST-key.pem")).ok())
            .collect();
        assert_eq!(
            keys.iter().collect::<BTreeSet<_>>().len(),
            keys.len(),
            "{:?}",
            deck.name
        );
    }
}

#[test]
fn every_certificate_is_signed_by_the_ca_and_has_the_prescribed_form() {
    let (dir, _) = world();
    let ca = fs::read(dir.path().join("ca/ca.der")).expect("a CA");
    let (_, ca) = X509Certificate::from_der(&ca).expect("a CA");
    for line in registry(dir.path()).iter().filter(|line| line.has_chip) {
        let der = certificate(line);
        let (rest, leaf) = X509Certificate::from_der(&der).expect("a certificate");
        assert!(rest.is_empty());
        leaf.verify_signature(Some(ca.public_key()))
            .expect("signed by the CA");
        let name = leaf.subject().iter_common_name().next().expect("a CN");
        let name = name.as_str().expect("text");
        assert_eq!(name.len(), 62);
        assert!(name.starts_with(&format!("{}/{}.", line.codice_fiscale, line.id_carta)));
        let usage = leaf.key_usage().expect("one").expect("a key usage");
        assert!(
            usage.critical && usage.value.flags == 1,
            "digitalSignature alone"
        );
        let purposes = leaf.extended_key_usage().expect("one").expect("purposes");
        assert!(purposes.value.client_auth && !purposes.critical);
        let policy = leaf.extensions().iter().find_map(|extension| {
            let ParsedExtension::CertificatePolicies(list) = extension.parsed_extension() else {
                return None;
            };
            Some((extension.critical, list))
        });
        let (critical, policies) = policy.expect("policies");
        assert!(!critical);
        assert_eq!(policies[0].policy_id.to_id_string(), "1.3.76.16.2.1");
    }
}

#[test]
fn the_crl_names_the_revoked_card_alone_and_lasts_a_week() {
    let (dir, inventory) = world();
    let der = fs::read(dir.path().join("ca/crl.der")).expect("a CRL");
    let (_, crl) = CertificateRevocationList::from_der(&der).expect("a CRL");
    let line = old_line(dir.path(), &inventory, Deck::OldRevoked);
    let leaf = certificate(&line);
    let (_, leaf) = X509Certificate::from_der(&leaf).expect("a certificate");
    let serials: Vec<_> = crl
        .iter_revoked_certificates()
        .map(RevokedCertificate::serial)
        .collect();
    assert_eq!(serials, [&leaf.tbs_certificate.serial]);
    let next = crl.next_update().expect("an end").timestamp();
    assert_eq!(next - NOW.unix_timestamp(), 7 * 24 * 3600);
}

#[test]
fn each_special_deck_differs_in_what_it_is_named_after() {
    let (dir, inventory) = world();
    let line = |deck| old_line(dir.path(), &inventory, deck);
    assert!(line(Deck::OldExpired).not_after.as_str() < "2026-11-23");
    assert!(line(Deck::SamePerson).not_after.as_str() > "2027-01-01");
    let never = line(Deck::OldNeverActivated);
    assert_eq!(
        (never.status.as_str(), never.activated_at),
        ("SHIPPED", None)
    );
    let minor = line(Deck::ActivatedAsMinor);
    let year = |text: &str| text[..4].parse::<i32>().expect("a year");
    let activated = year(minor.activated_at.as_deref().expect("activated"));
    assert!(activated - year(&minor.birth_date) < 18 && 2026 - year(&minor.birth_date) > 18);
    let blocked = dir.path().join("pin-blocked/old/state.json");
    assert!(
        fs::read_to_string(blocked)
            .expect("a state")
            .contains(r#""pin_tries":0"#)
    );
    let two = inventory.deck(Deck::TwoPeople).expect("ordered");
    assert_ne!(
        two.other.as_ref().map(|who| &who.codice_fiscale),
        Some(&two.holder.codice_fiscale)
    );
    let chipless = inventory.deck(Deck::NewWithoutChip).expect("ordered");
    let lines = registry(dir.path());
    let shipped = lines
        .iter()
        .find(|line| line.id_carta == chipless.new.id_carta);
    assert!(shipped.is_some_and(|line| !line.has_chip && line.certificate.is_empty()));
}

#[test]
fn the_registry_knows_the_code_of_every_new_card_and_of_no_old_one() {
    let (dir, inventory) = world();
    let lines = registry(dir.path());
    for deck in &inventory.decks {
        let find = |id: &str| lines.iter().find(|line| line.id_carta == id);
        let Some(old) = find(&deck.old.id_carta) else {
            assert!(STRANGERS.contains(&deck.name), "{:?}", deck.name);
            continue;
        };
        assert_eq!((&old.transport_pin, &old.puk), (&None, &None));
        if let Some(new) = find(&deck.new.id_carta) {
            assert_eq!(
                (&new.transport_pin, &new.puk),
                (&deck.new.pin, &deck.new.puk)
            );
            assert!(new.not_after > old.not_after, "the new card lasts longer");
        }
    }
}

#[test]
fn strangers_are_good_cards_of_somebody_else_or_no_cns_at_all() {
    let (dir, inventory) = world();
    let old = |deck| &inventory.deck(deck).expect("ordered").old;
    let file = |deck, name| fs::read(dir.path().join(&old(deck).dir).join(name));
    for (deck, issuer, ca, unit) in [
        (
            Deck::OtherRegion,
            "6030",
            &inventory.other_ca_certificate,
            "REGIONE LOMBARDIA",
        ),
        (
            Deck::StaffCard,
            "9090",
            &inventory.ca_certificate,
            "REGIONE TOSCANA",
        ),
    ] {
        assert!(old(deck).id_carta.starts_with(issuer), "{deck:?}");
        let personal_data = file(deck, "dati-personali.bin").expect("a file");
        assert_eq!(&personal_data[8..12], issuer.as_bytes());
        let ca = fs::read(dir.path().join(ca)).expect("a CA");
        let (_, ca) = X509Certificate::from_der(&ca).expect("a CA");
        let leaf = file(deck, "certificate.der").expect("a file");
        let (_, leaf) = X509Certificate::from_der(&leaf).expect("a certificate");
        leaf.verify_signature(Some(ca.public_key()))
            .expect("signed by its own CA");
        let named = leaf.subject().iter_organizational_unit().next();
        assert_eq!(named.map(|it| it.as_str().expect("text")), Some(unit));
    }
    assert!(file(Deck::NoCertificate, "dati-personali.bin").is_ok());
    assert!(file(Deck::NoCertificate, "certificate.der").is_err());
    assert_eq!(old(Deck::ContactlessAtr).generation, "contactless");
}

#[test]
fn the_other_region_has_a_revocation_list_of_its_own() {
    let (dir, inventory) = world();
    let der = fs::read(dir.path().join(&inventory.other_crl)).expect("a CRL");
    let (_, crl) = CertificateRevocationList::from_der(&der).expect("a CRL");
    assert_eq!(crl.iter_revoked_certificates().count(), 0);
}

#[test]
fn sixty_pairs_of_one_deck_are_sixty_people_and_take_seconds() {
    let dir = tempfile::tempdir().expect("a directory");
    let order = Order {
        copies: 60,
        ..Order::new(vec![Deck::SamePerson], 1, NOW)
    };
    let start = Instant::now();
    let inventory = personalise(dir.path(), &order).expect("pairs");
    let time = start.elapsed();
    assert!(time < Duration::from_secs(10), "{time:?}");
    let labels: Vec<_> = inventory.decks.iter().map(|deck| &deck.label).collect();
    assert_eq!(
        labels[..3],
        ["same-person", "same-person-2", "same-person-3"]
    );
    let different = |of: fn(&DeckEntry) -> String| {
        let all = inventory.copies(Deck::SamePerson).map(of);
        all.collect::<BTreeSet<_>>().len()
    };
    assert_eq!(different(|deck| deck.holder.codice_fiscale.clone()), 60);
    assert_eq!(different(|deck| deck.holder.surname.clone()), 60);
    assert_eq!(different(|deck| deck.old.id_carta.clone()), 60);
    assert_eq!(different(|deck| deck.new.id_carta.clone()), 60);
    assert_eq!(registry(dir.path()).len(), 120);
    let last = dir.path().join("same-person-60/new");
    CardDir::load(&last, Challenges::from_seed([0; 32])).expect("a card");
}

#[test]
fn no_two_people_of_many_copies_of_all_decks_are_the_same() {
    let dir = tempfile::tempdir().expect("a directory");
    let order = Order {
        copies: 5,
        ..Order::new(Deck::ALL.to_vec(), 1, NOW)
    };
    let inventory = personalise(dir.path(), &order).expect("a world");
    let lines = registry(dir.path());
    let cards: BTreeSet<_> = lines.iter().map(|line| &line.id_carta).collect();
    assert_eq!(cards.len(), lines.len());
    let holders = inventory
        .decks
        .iter()
        .map(|deck| &deck.holder.codice_fiscale);
    assert_eq!(holders.collect::<BTreeSet<_>>().len(), 100);
}

#[test]
fn more_copies_than_people_are_refused() {
    let dir = tempfile::tempdir().expect("a directory");
    let order = Order {
        copies: 101,
        ..Order::new(vec![Deck::SamePerson], 1, NOW)
    };
    let error = personalise(dir.path(), &order).err().expect("refused");
    assert!(error.to_string().contains("100"), "{error}");
}

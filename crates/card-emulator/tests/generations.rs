// SPDX-License-Identifier: EUPL-1.2
//! Every generation makes cards that run, and an eighth one takes a file and no program.

use std::fs;
use std::path::Path;

use card_emulator::Card;
use card_emulator::card::Challenges;
use card_emulator::personalise::{Deck, DeckEntry, Order, personalise};
use card_emulator::profile::Generation;
use card_emulator::store::CardDir;
use card_emulator::{EmulatorError, hex};
use tempfile::TempDir;
use time::macros::datetime;

fn order(deck: Deck) -> Order {
    Order::new(vec![deck], 9, datetime!(2026-11-23 12:00 UTC))
}

fn made(order: &Order) -> (TempDir, DeckEntry) {
    let dir = tempfile::tempdir().expect("a directory");
    let inventory = personalise(dir.path(), order).expect("a deck");
    (dir, inventory.decks[0].clone())
}

fn load(dir: &Path) -> Result<Card, EmulatorError> {
    CardDir::load(dir, Challenges::from_seed([0; 32])).map(|(_, card)| card)
}

/// Data and status word.
fn send(card: &mut Card, apdu: &str) -> (Vec<u8>, u16) {
    let apdu = hex::decode(apdu).expect("hexadecimal");
    let mut data = card.exchange(&apdu).response;
    let status = data.split_off(data.len() - 2);
    (data, u16::from_be_bytes([status[0], status[1]]))
}

/// What a reader has to know of a generation, told apart from the generation's own file.
struct Facts {
    name: &'static str,
    before_identity: Option<&'static str>,
    before_certificate: Option<&'static str>,
    certificate: &'static str,
    pin: u8,
    before_key: Option<&'static str>,
    key: u8,
    bits: usize,
}

const PLAIN: Facts = Facts {
    name: "athena10",
    before_identity: None,
    before_certificate: None,
    certificate: "00A4080C0411001101",
    pin: 0x10,
    before_key: None,
    key: 0x01,
    bits: 1024,
};

const ALL: [Facts; 7] = [
    PLAIN,
    Facts {
        name: "incard10",
        pin: 0x90,
        ..PLAIN
    },
    Facts {
        name: "st11",
        pin: 0x90,
        bits: 2048,
        ..PLAIN
    },
    Facts {
        name: "oberthur10",
        ..PLAIN
    },
    Facts {
        name: "idemia21",
        certificate: "00A4080C06140090012002",
        before_key: Some("00A4080C0414009002"),
        key: 0x02,
        bits: 2048,
        ..PLAIN
    },
    Facts {
        name: "cardos10",
        ..PLAIN
    },
    Facts {
        name: "ace25",
        before_identity: Some("00A404000CA000000530000B104001021A00"),
        before_certificate: Some("00A404000AA000000530455349474E00"),
        certificate: "00A4090C04DA01C001",
        bits: 2048,
        ..PLAIN
    },
];

fn assert_ok(card: &mut Card, apdu: &str, name: &str) -> Vec<u8> {
    let (data, status) = send(card, apdu);
    assert_eq!(status, 0x9000, "{name}: {apdu}");
    data
}

fn assert_works(card: &mut Card, facts: &Facts, id_carta: &str, pin: &str) {
    let name = facts.name;
    let mut ok = |apdu: &str| assert_ok(card, apdu, name);
    facts.before_identity.map(&mut ok);
    ok("00A4080C0410001003");
    assert_eq!(ok("00B0000010"), id_carta.as_bytes(), "{name}");
    ok("00A4080C0411001102");
    assert_eq!(ok("00B00000FC").len(), 252, "{name}");
    facts.before_certificate.map(&mut ok);
    ok(facts.certificate);
    assert_eq!(ok("00B0000004")[..2], [0x30, 0x82], "{name}");
    let pin = hex::encode(pin.as_bytes());
    ok(&format!("002000{:02X}08{pin:F<16}", facts.pin));
    facts.before_key.map(&mut ok);
    ok("0022F30300");
    ok(&format!("0022F1B8038301{:02X}", facts.key));
    let block = format!("000001{}00AA", "FF".repeat(facts.bits / 8 - 4));
    let signature = match facts.bits {
        1024 => ok(&format!("002A808681{block}80")),
        _ => ok(&format!("002A8086000101{block}0000")),
    };
    assert_eq!(signature.len(), facts.bits / 8, "{name}");
}

#[test]
fn old_and_new_card_can_be_of_every_generation() {
    for facts in &ALL {
        let order = Order {
            old_generation: Some(facts.name.to_owned()),
            new_generation: Some(facts.name.to_owned()),
            ..order(Deck::SamePerson)
        };
        let (dir, deck) = made(&order);
        for entry in [&deck.old, &deck.new] {
            assert_eq!(entry.generation, facts.name);
            let mut card = load(&dir.path().join(&entry.dir)).expect("a card");
            let pin = entry.pin.as_deref().expect("a PIN");
            assert_works(&mut card, facts, &entry.id_carta, pin);
        }
    }
}

#[test]
fn the_seven_generations_of_cns_are_the_ones_with_facts() {
    assert_eq!(ALL.map(|facts| facts.name), Generation::CNS);
}

#[test]
fn one_of_the_two_cards_may_be_of_another_generation() {
    let order = Order {
        new_generation: Some("ace25".to_owned()),
        ..order(Deck::TwoPeople)
    };
    let (_dir, deck) = made(&order);
    assert_eq!(deck.old.generation, "st11");
    assert_eq!(deck.new.generation, "ace25");
    assert_eq!(deck.own_new.expect("awaited").generation, "ace25");
}

#[test]
fn cards_that_are_no_cns_stay_what_they_are() {
    let asked = Some("ace25".to_owned());
    for (deck, old, new) in [
        (Deck::ContactlessAtr, "contactless", "ace25"),
        (Deck::UnknownCard, "ace25", "unknown"),
        (Deck::NewWithoutChip, "ace25", "no-chip"),
    ] {
        let order = Order {
            old_generation: asked.clone(),
            new_generation: asked.clone(),
            ..order(deck)
        };
        let (_dir, deck) = made(&order);
        assert_eq!((&*deck.old.generation, &*deck.new.generation), (old, new));
    }
}

/// A mask of next year: other paths, other references, other words.
const EIGHTH: &str = r#"
name = "next27"
atr = "3BFF1800008131FE45006B05992701011101434E53113180D2"
[cns]
key_bits = 2048
key_reference = 0x05
security_environment = 0x03
pin_reference = 0x90
puk_reference = 0x91
pin_tries = 5
puk_tries = 5
[quirks]
extended_length = true
[quirks.status_words]
"6A82" = "6A81"
[[file]]
path = "1500/1501"
size = 16
holds = "id-carta"
[[file]]
path = "1500/1502"
size = 400
holds = "personal-data"
[[file]]
path = "1500/1503"
size = 3000
holds = "certificate"
"#;

#[test]
fn an_eighth_generation_takes_a_file_and_no_program() {
    let files = tempfile::tempdir().expect("a directory");
    let file = files.path().join("next27.toml");
    fs::write(&file, EIGHTH).expect("writes");
    let path = Some(file.to_string_lossy().into_owned());
    let order = Order {
        old_generation: path.clone(),
        new_generation: path,
        ..order(Deck::SamePerson)
    };
    let (dir, deck) = made(&order);
    drop(files);
    for entry in [&deck.old, &deck.new] {
        assert_eq!(entry.generation, "next27");
        let mut card = load(&dir.path().join(&entry.dir)).expect("runs without the file");
        assert_ok(&mut card, "00A4080C0415001501", "next27");
        let id_carta = assert_ok(&mut card, "00B0000010", "next27");
        assert_eq!(id_carta, entry.id_carta.as_bytes());
        assert_eq!(send(&mut card, "00A4080C0410001003").1, 0x6A81);
        let wrong = send(&mut card, "00200090083030303030303030");
        assert_eq!(wrong.1, 0x63C4, "five tries");
    }
}

#[test]
fn nothing_of_an_earlier_card_stays_in_its_directory() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("next27.toml");
    fs::write(&file, EIGHTH).expect("writes");
    let next = Order {
        old_generation: Some(file.to_string_lossy().into_owned()),
        ..order(Deck::SamePerson)
    };
    personalise(dir.path(), &next).expect("a deck");
    personalise(dir.path(), &order(Deck::SamePerson)).expect("another");
    let card = load(&dir.path().join("same-person/old")).expect("a card");
    assert_eq!(card.chip().profile.name, "st11");
}

#[test]
fn a_generation_that_does_not_exist_makes_no_cards() {
    let dir = tempfile::tempdir().expect("a directory");
    let order = Order {
        old_generation: Some("cie9".to_owned()),
        ..order(Deck::SamePerson)
    };
    assert!(matches!(
        personalise(dir.path(), &order),
        Err(EmulatorError::UnknownGeneration { name }) if name == "cie9"
    ));
    assert!(!dir.path().join("deck.json").exists());
}

#[test]
fn a_generation_without_room_for_the_certificate_makes_no_cards() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("small.toml");
    fs::write(&file, EIGHTH.replace("size = 3000", "size = 300")).expect("writes");
    let order = Order {
        new_generation: Some(file.to_string_lossy().into_owned()),
        ..order(Deck::SamePerson)
    };
    assert!(matches!(
        personalise(dir.path(), &order),
        Err(EmulatorError::Impossible { .. })
    ));
}

/// Numbers that look random and are the same in every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 24) as u8
    }

    fn one_of(&mut self, choices: &[u8]) -> u8 {
        choices[usize::from(self.next()) % choices.len()]
    }

    /// Mostly a command that exists, with parameters that often do, and any body.
    fn apdu(&mut self) -> Vec<u8> {
        let mut apdu = vec![
            self.one_of(&[0x00, 0x00, 0x00, 0x10, 0x80]),
            self.one_of(&[0x20, 0x22, 0x24, 0x2A, 0x2C, 0x84, 0xA4, 0xB0, 0xC0, 0xCA]),
            self.one_of(&[0x00, 0x01, 0x04, 0x08, 0x09, 0x80, 0xF1, 0xF3]),
            self.one_of(&[0x00, 0x03, 0x0C, 0x10, 0x11, 0x86, 0x90, 0x91, 0xB8]),
        ];
        let length = self.one_of(&[0, 1, 2, 3, 5, 9, 17, 130]);
        apdu.extend((0..length).map(|_| self.next()));
        apdu
    }
}

#[test]
fn no_command_makes_a_card_panic_or_give_tries_back() {
    let mut noise = Noise(0x2545_F491_4F6C_DD1D);
    for name in Generation::CNS {
        let order = Order {
            old_generation: Some(name.to_owned()),
            ..order(Deck::SamePerson)
        };
        let (dir, deck) = made(&order);
        let mut card = load(&dir.path().join(&deck.old.dir)).expect("a card");
        for _ in 0..100_000 {
            let before = (card.codes().pin_tries, card.codes().puk_tries);
            let exchange = card.exchange(&noise.apdu());
            assert!(exchange.response.len() >= 2, "{name}");
            let after = (card.codes().pin_tries, card.codes().puk_tries);
            assert!(after.0 <= before.0 && after.1 <= before.1, "{name}");
            assert_eq!(exchange.changed, before != after, "{name}");
        }
        assert_eq!(
            card.codes().pin_tries,
            0,
            "{name}: empty VERIFY costs tries"
        );
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A generation nobody had heard of when this program was built is served all the same: by data.

use activation_protocol::Pin;
use cns_card::{
    BUILTIN_VERSION, BundleKey, PinAnswer, Probe, Profile, ProfileBundle, Profiles, Recognition,
    StatusWord, fingerprint, read_card, sign, verify_pin,
};
use ring::signature::Ed25519KeyPair;

use crate::generations::Generation;
use crate::model::{Habits, ModelCard};
use crate::script::STATEMENT;

/// Its maker is not one of today's, and nothing is where it was.
static OF_2031: Generation = Generation {
    name: "newcomer31",
    atr: "3BFF1800FF8131FE55006B07110101010101434E5312318089",
    cns: "A000000530000B104001031A",
    certificate_application: "A000000530415554484E",
    certificate_path: "DA02C007",
    pin_reference: 0x93,
    key_reference: 0x05,
    key_directory: "DF01",
    modulus: 256,
    budget: [5, 12, 17],
};

const PROFILE: &str = r#"
name = "newcomer31"
source = "fingerprints of totems, and a specimen"
date = "2031-04-01"
secret_mode = "puk_reset"

[[atr]]
value = "3BFF1800FF8131FE55 006B 07 11 0000 01 0000 434E53 12 3180 00"
mask  = "FFFFFFFFFFFFFFFFFF FFFF FF FF 0000 FF 0000 FFFFFF FF FFFF 00"

[identity]
application = "A000000530000B104001031A"
id_carta = "10001003"
dati_personali = "11001102"

[certificate]
application = "A000000530415554484E"
path_from = "current_directory"
path = "DA02C007"

[pin]
reference = 0x93
puk_reference = 0x94
select_first = "key_directory"
min_length = 5
max_length = 8
padding = 0xFF

[signing]
way = "raw_decipher"
directory = "DF01"
restore_environment = 0x03
template = 0xB8
key_reference = 0x05

[transport]
long_commands = "chained"
read_chunk = 252

[status_words]
"6A81" = "6A82"
"#;

fn published() -> Profiles {
    let signer = Ed25519KeyPair::from_seed_unchecked(&[31; 32]).expect("a seed");
    let version = BUILTIN_VERSION + 1;
    let st11 = include_str!("../../data/st11.toml");
    let file = ProfileBundle::seal(version, &[st11, PROFILE], &signer).expect("two profiles");
    let keys = [BundleKey::of(&signer)];
    let bundle =
        ProfileBundle::open(file.as_bytes(), &keys, BUILTIN_VERSION).expect("a newer bundle");
    bundle.profiles
}

#[test]
fn before_the_bundle_the_card_is_unknown_and_leaves_a_fingerprint() {
    let profiles = Profiles::builtin();
    let atr = OF_2031.atr();
    assert_eq!(profiles.recognise(&atr), Recognition::UnknownCns);
    let mut card = ModelCard::new(&OF_2031, Habits::default());
    let print = fingerprint(&mut card, &atr);
    assert_eq!(print.atr(), atr);
    assert_eq!(print.answer(Probe::MasterFile), Some(StatusWord::Success));
    let cns = print.answer(Probe::CnsApplication);
    assert_eq!(cns, Some(StatusWord::FileNotFound));
}

#[test]
fn with_the_bundle_it_is_read_verified_and_signs() {
    let profiles = published();
    let Recognition::Known(profile) = profiles.recognise(&OF_2031.atr()) else {
        panic!("the bundle knows it");
    };
    let mut card = ModelCard::new(&OF_2031, Habits::default());
    let read = read_card(&mut card, profile).unwrap();
    let pin = Pin::new(b"48151").unwrap();
    assert_eq!(
        verify_pin(&mut card, profile, &pin),
        Ok(PinAnswer::Accepted)
    );
    let signature = sign(&mut card, profile, OF_2031.modulus, STATEMENT).unwrap();
    assert_eq!(read.certificate.verify(STATEMENT, &signature), Ok(()));
}

#[test]
fn files_may_all_hang_under_one_application() {
    let one = Generation {
        certificate_application: OF_2031.cns,
        ..OF_2031
    };
    let mut card = ModelCard::new(Box::leak(Box::new(one)), Habits::default());
    let text = PROFILE
        .replace("A000000530415554484E", OF_2031.cns)
        .replace("id_carta", "path_from = \"current_directory\"\nid_carta");
    let profile = Profile::parse(&text).unwrap();
    assert!(read_card(&mut card, &profile).is_ok());
}

#[test]
fn the_bundle_replaces_the_built_in_set_whole() {
    let profiles = published();
    let names: Vec<&str> = profiles
        .iter()
        .map(|profile| profile.name.as_str())
        .collect();
    assert_eq!(names, ["st11", "newcomer31"]);
}

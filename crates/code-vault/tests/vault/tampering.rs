// SPDX-License-Identifier: EUPL-1.2
//! Records and columns that somebody changed or exchanged do not open.

use std::fs;
use std::path::PathBuf;

use code_vault::VaultError;

use crate::world::{ISSUED_PIN, World};

#[test]
fn a_changed_record_does_not_open() {
    let world = World::new();
    let record = record(&world, "pin");
    let mut bytes = fs::read(&record).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&record, bytes).unwrap();
    assert!(matches!(world.release(), Err(VaultError::Tampered)));
}

#[test]
fn a_puk_in_the_place_of_a_pin_does_not_open() {
    let world = World::new();
    fs::copy(record(&world, "puk"), record(&world, "pin")).unwrap();
    assert!(matches!(world.release(), Err(VaultError::Tampered)));
}

#[test]
fn a_record_given_to_another_citizen_by_hand_does_not_open() {
    let world = World::new();
    let record = record(&world, "pin");
    let other = activation_protocol::CodiceFiscale::parse("RSSMRA80A41D612C").unwrap();
    let pseudonym = world.vault.records().citizen(&other);
    let mut bytes = fs::read(&record).unwrap();
    bytes[..16].copy_from_slice(&pseudonym.0);
    fs::write(&record, bytes).unwrap();
    assert!(matches!(world.release(), Err(VaultError::HolderMismatch)));
}

#[test]
fn records_show_neither_pin_nor_card() {
    let world = World::new();
    let path = record(&world, "pin");
    let bytes = fs::read(&path).unwrap();
    assert!(
        !bytes
            .windows(ISSUED_PIN.len())
            .any(|window| window == ISSUED_PIN)
    );
    assert!(!path.to_string_lossy().contains("05050505"));
}

#[test]
fn a_sealed_column_opens_in_its_own_place_only() {
    let key = World::new().vault.records().column_key();
    let sealed = key.seal(b"card.birth_date", b"1980-01-01").unwrap();
    assert_eq!(
        key.open(b"card.birth_date", &sealed).unwrap(),
        b"1980-01-01"
    );
    assert!(matches!(
        key.open(b"card.cert", &sealed),
        Err(VaultError::Column)
    ));
    assert!(matches!(
        key.open(b"card.birth_date", b"short"),
        Err(VaultError::Column)
    ));
}

/// The only record with this extension.
fn record(world: &World, extension: &str) -> PathBuf {
    let shards = fs::read_dir(world.folder.path().join("records")).unwrap();
    let found = shards
        .flat_map(|shard| fs::read_dir(shard.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .find(|path| path.extension().is_some_and(|is| is == extension));
    found.expect("the world keeps both codes")
}

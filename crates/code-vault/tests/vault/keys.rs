// SPDX-License-Identifier: EUPL-1.2
//! Key files: made once, for the owner's eyes only.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use code_vault::{KeyFile, Vault, VaultError};

use crate::world::{World, open};

#[test]
fn key_files_are_readable_by_their_owner_only() {
    let world = World::new();
    let kek = world.folder.path().join("kek");
    assert_eq!(
        fs::metadata(&kek).unwrap().permissions().mode() & 0o777,
        0o400
    );

    fs::set_permissions(&kek, Permissions::from_mode(0o440)).unwrap();
    let refused = open(&world.folder);
    let Err(VaultError::KeyFileMode {
        file: KeyFile::KeyEncryption,
    }) = refused
    else {
        panic!("{refused:?}");
    };
}

#[test]
fn keys_are_never_overwritten() {
    let world = World::new();
    let again = Vault::create(world.folder.path());
    assert!(matches!(again, Err(VaultError::KeyFile { .. })));
}

#[test]
fn a_key_file_that_holds_no_key_is_named() {
    let world = World::new();
    let path = world.folder.path().join("pseudonym-key");
    fs::remove_file(&path).unwrap();
    fs::write(&path, b"short").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    let error = open(&world.folder).unwrap_err();
    assert!(error.to_string().contains("pseudonym-key"), "{error}");
}

#[test]
fn pseudonyms_stay_the_same_when_the_vault_is_opened_again() {
    let world = World::new();
    let before = world.holder();
    let again = world.restart().unwrap();
    let holder = activation_protocol::CodiceFiscale::parse(crate::world::HOLDER).unwrap();
    assert!(again.vault.records().citizen(&holder) == before);
    assert_eq!(format!("{before:?}"), "Citizen(…)");
}

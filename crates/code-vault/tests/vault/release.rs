// SPDX-License-Identifier: EUPL-1.2
//! Who gets a code, and who does not.

use activation_protocol::release::ReleasedSecret;
use activation_protocol::{CodiceFiscale, SecretMode};
use code_vault::{QuotaExceeded, ReleaseOrder, SecretKind, VaultError};

use crate::world::{ISSUED_PIN, NOW, World, sign};

#[test]
fn the_kiosk_named_by_the_old_card_opens_the_issued_pin() {
    let world = World::new();
    let signature = world.signature();
    let sealed = world.vault.release(&world.order(&signature)).unwrap();
    let (statement, expected) = (world.statement.encode(), world.expected(&sealed));
    let trusted = [world.vault.records().public_key()];
    let opened = world
        .kiosk
        .open(&statement, &signature, &expected, &sealed, &trusted);
    let Ok(ReleasedSecret::IssuedPin(pin)) = opened else {
        panic!("{opened:?}");
    };
    assert_eq!(pin.expose(), ISSUED_PIN);
}

#[test]
fn a_repair_releases_the_puk() {
    let world = World::new();
    let signature = world.signature();
    let order = ReleaseOrder {
        secret_mode: SecretMode::PukReset,
        ..world.order(&signature)
    };
    assert!(world.vault.release(&order).is_ok());
    world
        .vault
        .records()
        .erase(world.new_card, SecretKind::Puk)
        .unwrap();
    assert!(matches!(
        world.vault.release(&order),
        Err(VaultError::NoSecret)
    ));
}

#[test]
fn a_signature_over_anything_else_releases_nothing() {
    let world = World::new();
    let mut other = world.statement.clone();
    other.nonce.0[0] ^= 1;
    for signature in [sign(&other.encode()), Vec::new(), vec![0; 256]] {
        let released = world.vault.release(&world.order(&signature));
        assert!(matches!(released, Err(VaultError::Signature(_))));
    }
}

#[test]
fn a_record_of_another_citizen_is_not_released() {
    let world = World::new();
    let other = CodiceFiscale::parse("RSSMRA80A41D612C").unwrap();
    world.keep(world.vault.records().citizen(&other));
    assert!(matches!(world.release(), Err(VaultError::HolderMismatch)));
}

#[test]
fn the_certificate_must_be_the_one_that_t1_names_and_trusted() {
    let world = World::new();
    let signature = world.signature();
    let mut other = world.certificate.clone();
    let last = other.len() - 1;
    other[last] ^= 1;
    let order = ReleaseOrder {
        old_certificate: &other,
        ..world.order(&signature)
    };
    assert!(matches!(
        world.vault.release(&order),
        Err(VaultError::Signer)
    ));
    let order = ReleaseOrder {
        now: NOW + 100_000,
        ..world.order(&signature)
    };
    assert!(matches!(
        world.vault.release(&order),
        Err(VaultError::Signer)
    ));
}

#[test]
fn an_old_statement_releases_nothing() {
    let world = World::new();
    let signature = world.signature();
    let order = ReleaseOrder {
        now: world.statement.not_after + 1801,
        ..world.order(&signature)
    };
    assert!(matches!(
        world.vault.release(&order),
        Err(VaultError::Stale)
    ));
}

#[test]
fn an_erased_pin_is_gone() {
    let world = World::new();
    let erase = || {
        world
            .vault
            .records()
            .erase(world.new_card, SecretKind::IssuedPin)
    };
    assert!(erase().is_ok());
    assert!(matches!(world.release(), Err(VaultError::NoSecret)));
    assert!(erase().is_ok());
}

#[test]
fn the_sixth_release_of_a_card_in_a_month_is_refused() {
    let world = World::new();
    for _ in 0..5 {
        world.release().unwrap();
    }
    let sixth = world.release();
    let Err(VaultError::Quota(QuotaExceeded::CardMonth)) = sixth else {
        panic!("{sixth:?}");
    };
}

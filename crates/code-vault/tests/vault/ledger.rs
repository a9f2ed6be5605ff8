// SPDX-License-Identifier: EUPL-1.2
//! The ledger survives restarts, names nobody, and shows when it was changed.

use std::fs;
use std::io::Write;

use code_vault::{QuotaExceeded, Records, VaultError};

use crate::world::{World, open};

#[test]
fn the_vault_still_counts_after_a_restart() {
    let world = World::new();
    for _ in 0..5 {
        world.release().unwrap();
    }
    let released = world.restart().unwrap().release();
    assert!(matches!(
        released,
        Err(VaultError::Quota(QuotaExceeded::CardMonth))
    ));
}

#[test]
fn two_programs_cannot_release_from_one_vault() {
    let world = World::new();
    assert!(matches!(open(&world.folder), Err(VaultError::LedgerInUse)));
    assert!(Records::open(world.folder.path()).is_ok());
}

#[test]
fn a_changed_line_is_noticed() {
    let broken = after(|text| text.replacen("\"release_no\":1", "\"release_no\":2", 1));
    assert!(matches!(broken, Err(VaultError::LedgerBroken { line: 1 })));
}

#[test]
fn a_removed_line_is_noticed() {
    let broken = after(|text| text.split_once('\n').unwrap().1.to_owned());
    assert!(matches!(broken, Err(VaultError::LedgerBroken { line: 1 })));
}

#[test]
fn a_line_cut_by_a_power_loss_is_dropped_and_the_chain_goes_on() {
    let world = after(|text| text + "{\"entry\":{\"at\":17").unwrap();
    world.release().unwrap();
    let path = world.folder.path().join("ledger");
    assert_eq!(fs::read_to_string(path).unwrap().lines().count(), 3);
    assert!(world.restart().is_ok());
}

#[test]
fn what_a_full_disk_left_of_a_line_does_not_break_the_chain() {
    let world = World::new();
    world.release().unwrap();
    let path = world.folder.path().join("ledger");
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"{\"entry\":{\"at\":17").unwrap();
    world.release().unwrap();
    assert_eq!(fs::read_to_string(path).unwrap().lines().count(), 2);
    assert!(world.restart().is_ok());
}

/// A restart after two releases and a change of the file.
fn after(change: impl FnOnce(String) -> String) -> Result<World, VaultError> {
    let world = World::new();
    world.release().unwrap();
    world.release().unwrap();
    let path = world.folder.path().join("ledger");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, change(text)).unwrap();
    world.restart()
}

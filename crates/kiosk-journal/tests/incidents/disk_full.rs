// SPDX-License-Identifier: EUPL-1.2
//! The disk fills up in the middle of a day.

use std::fs;
use std::path::Path;

use kiosk_journal::Journal;
use kiosk_session::Record;
use nix::sched::CloneFlags;

use crate::visit::{proof, record};

#[test]
fn what_does_not_fit_is_refused_whole_and_fits_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    mount_small_disk(folder.path());
    let path = folder.path().join("journal.db");
    let mut journal = Journal::open(&path).unwrap();
    journal.commit(&[record(1, Record::IntentSet)], 1).unwrap();
    let ballast = folder.path().join("ballast");
    fill_up(&ballast);

    let error = (0..10_000)
        .find_map(|_| journal.commit(&proof(1), 2).err())
        .expect("the disk is full at some time");
    assert!(error.is_disk_full() && !error.is_damage(), "{error:?}");
    // Entries of a refused commit are not there, entries of the ones before are.
    let pending = journal.depth().unwrap().pending;
    assert_eq!(journal.open_sessions().unwrap().len(), 1);

    fs::remove_file(ballast).unwrap();
    journal.commit(&proof(2), 3).unwrap();
    assert_eq!(journal.depth().unwrap().pending, pending + 1);
    drop(journal);
    let journal = Journal::open(&path).unwrap();
    assert_eq!(journal.depth().unwrap().pending, pending + 1);
    assert_eq!(journal.open_sessions().unwrap().len(), 2);
}

#[test]
fn a_journal_cannot_begin_on_a_full_disk_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    mount_small_disk(folder.path());
    fill_up(&folder.path().join("ballast"));
    let path = folder.path().join("journal.db");
    let error = Journal::open(&path).unwrap_err();
    assert!(error.is_disk_full() && !error.is_damage(), "{error:?}");
}

/// 512 KiB that only this test's thread sees, and that go with it.
fn mount_small_disk(folder: &Path) {
    private_world::leave(CloneFlags::CLONE_NEWNS)
        .expect("this test needs root: it mounts a small disk");
    private_world::mount_memory(folder, "size=512k").expect("memory mounts");
}

fn fill_up(ballast: &Path) {
    let error = fs::write(ballast, vec![0; 1024 * 1024]).expect_err("the disk is small");
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
}

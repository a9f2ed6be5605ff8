// SPDX-License-Identifier: EUPL-1.2
//! The partition of the journal was mounted read-only after an error.

use std::path::Path;

use kiosk_journal::{Journal, JournalError, open_or_quarantine};
use nix::mount::{MsFlags, mount};
use nix::sched::CloneFlags;

#[test]
fn a_journal_that_cannot_be_written_is_not_taken_for_a_damaged_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    drop(Journal::open(&path).unwrap());
    let before = std::fs::read(&path).unwrap();
    make_read_only(folder.path());

    let error = open_or_quarantine(&path, 1).unwrap_err();
    assert!(matches!(error, JournalError::NotWritable(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "journal: it cannot be opened for writing"
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let error = Journal::open(&folder.path().join("new.db")).unwrap_err();
    assert!(matches!(error, JournalError::NotWritable(_)), "{error:?}");
    let error = Journal::open(&folder.path().join("sub/new.db")).unwrap_err();
    assert!(matches!(error, JournalError::Folder(_)), "{error:?}");
}

/// For this test's thread only: root may write where permissions forbid it, but not here.
fn make_read_only(folder: &Path) {
    private_world::leave(CloneFlags::CLONE_NEWNS)
        .expect("this test needs root: it mounts a folder read-only");
    let nothing = None::<&str>;
    mount(Some(folder), folder, nothing, MsFlags::MS_BIND, nothing).expect("folders bind");
    let read_only = MsFlags::MS_BIND | MsFlags::MS_REMOUNT | MsFlags::MS_RDONLY;
    mount(nothing, folder, nothing, read_only, nothing).expect("and become read-only");
}

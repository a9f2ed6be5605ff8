// SPDX-License-Identifier: EUPL-1.2
//! Somebody starts the totem twice.

use kiosk_journal::{Journal, JournalError, open_or_quarantine};
use kiosk_session::Record;

use crate::visit::record;

#[test]
fn the_second_program_is_told_so_and_the_first_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut first = Journal::open(&path).unwrap();
    first.commit(&[record(1, Record::Open)], 1).unwrap();

    let second = std::thread::scope(|scope| {
        let second = scope.spawn(|| open_or_quarantine(&path, 2).map(|_| ()));
        second.join().expect("opening does not panic")
    });
    let error = second.unwrap_err();
    assert!(matches!(error, JournalError::InUse(_)), "{error:?}");
    assert_eq!(error.to_string(), "journal: another program has it open");
    assert!(!error.is_damage() && !error.is_disk_full());
    assert!(!folder.path().join("quarantine").exists());

    first
        .commit(&[record(1, Record::IntentRelease)], 3)
        .unwrap();
    drop(first);
    let later = Journal::open(&path).unwrap().open_sessions().unwrap();
    assert_eq!(later[0].record, Record::IntentRelease);
}

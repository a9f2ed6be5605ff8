// SPDX-License-Identifier: EUPL-1.2
//! The clock was years ahead when a message was put off, and has been set right since.

use kiosk_journal::{Journal, Settled};

use crate::visit::{confirm, enqueue};

const NOW: u64 = 1_795_000_000_000;
const MINUTE: u64 = 60_000;
const YEAR: u64 = 365 * 24 * 60 * MINUTE;

#[test]
fn a_proof_put_off_into_a_wrong_future_is_due() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    let ahead = NOW + YEAR;
    journal
        .commit(&[enqueue(1, ahead + MINUTE)], ahead)
        .unwrap();
    let due = journal.next_due(NOW).unwrap().expect("it is due");
    assert_eq!(due.delivery, confirm(1));

    journal
        .settle(&due, Settled::Retry(NOW + 15 * MINUTE), NOW)
        .unwrap();
    assert!(journal.next_due(NOW + 14 * MINUTE).unwrap().is_none());
    assert!(journal.next_due(NOW + 15 * MINUTE).unwrap().is_some());
}

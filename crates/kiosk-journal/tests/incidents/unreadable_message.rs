// SPDX-License-Identifier: EUPL-1.2
//! An older program finds a message of a newer one in its outbox.

use kiosk_journal::Journal;
use rusqlite::Connection;

use crate::visit::{confirm, enqueue, session};

#[test]
fn it_is_set_aside_for_an_operator_and_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut journal = Journal::open(&path).unwrap();
    journal.commit(&[enqueue(1, 0), enqueue(2, 0)], 1).unwrap();
    drop(journal);
    let body = r#"{"kind":"confirm_by_pigeon","pigeon":"Cher Ami"}"#;
    Connection::open(&path)
        .unwrap()
        .execute(
            "UPDATE outbox SET body = ?1 WHERE sid = ?2",
            (body.as_bytes(), session(1).as_bytes()),
        )
        .unwrap();

    let journal = Journal::open(&path).unwrap();
    let due = journal.next_due(2).unwrap().expect("the other one is due");
    assert_eq!(due.delivery, confirm(2));
    let depth = journal.depth().unwrap();
    assert_eq!((depth.pending, depth.dead), (1, 1));
    drop(journal);
    Journal::open(&path).expect("the audit chain holds");
}

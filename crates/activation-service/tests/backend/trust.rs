// SPDX-License-Identifier: EUPL-1.2
//! Revocation lists while the server runs.

use std::fs;
use std::time::Duration;

use activation_protocol::messages::paths;
use rcgen::RevocationReason;
use time::OffsetDateTime;

use crate::backend::{Backend, Kiosk, succeed};
use crate::cards::Authority;
use crate::visit::Visit;

/// Puts another list in the place of the first and waits until it was read.
async fn publish(backend: &Backend, kiosk: &Kiosk, list: &[u8], expected: u16) {
    let file = backend.folder.path().join("trust/crls/ca.crl");
    fs::write(file, list).unwrap();
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let log = fs::read_to_string(backend.folder.path().join("log")).unwrap();
        let read = log.matches("crl.re").count() >= 2;
        if read && kiosk.client.get(paths::READINESS).await.status == expected {
            return;
        }
    }
    panic!("the list was not read again");
}

#[tokio::test]
async fn a_card_revoked_while_the_server_runs_is_refused() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (authority, old) = (&backend.deck.authority, &backend.deck.old);
    let list = authority.list(2, &[(old, RevocationReason::KeyCompromise)]);
    publish(&backend, &kiosk, &list, 200).await;
    let mut visit = Visit::at(&kiosk);
    visit.open(old).await;
    assert_eq!(visit.old_proof(old).await.problem(), "old-revoked");
}

#[tokio::test]
async fn a_card_revoked_after_its_proof_releases_nothing_and_is_told_why() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (authority, old, new) = (
        &backend.deck.authority,
        &backend.deck.old,
        &backend.deck.new,
    );
    let mut visit = Visit::bound(&kiosk, old, new).await;
    let list = authority.list(2, &[(old, RevocationReason::KeyCompromise)]);
    publish(&backend, &kiosk, &list, 200).await;
    assert_eq!(visit.release().await.problem(), "old-revoked");
}

#[tokio::test]
async fn an_older_list_changes_nothing() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (authority, old) = (&backend.deck.authority, &backend.deck.old);
    let list = authority.list(0, &[(old, RevocationReason::KeyCompromise)]);
    publish(&backend, &kiosk, &list, 200).await;
    let mut visit = Visit::at(&kiosk);
    visit.open(old).await;
    assert_eq!(visit.old_proof(old).await.status, 200);
}

#[tokio::test]
async fn without_a_fresh_list_nobody_is_asked_for_a_pin() {
    let deck = crate::cards::Deck::new();
    let folder = crate::backend::prepare(&deck);
    let stale = OffsetDateTime::now_utc() - time::Duration::hours(80);
    let list = deck.authority.list_of(1, stale, &[]);
    fs::write(folder.path().join("trust/crls/ca.crl"), list).unwrap();
    let backend = Backend::start_in(folder, deck);
    let kiosk = backend.enrol("TT-0001").await;
    let answer = kiosk.client.get(paths::READINESS).await;
    assert_eq!(answer.status, 503);
    assert!(
        String::from_utf8_lossy(&answer.body).contains("crl-stale"),
        "{answer:?}"
    );
    let answer = Visit::at(&kiosk).open(&backend.deck.old).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (503, "crl-stale")
    );
}

/// What is told of a card before its authority is pinned with these flags, and after it.
async fn around_a_pin(authority: Authority, flags: &[&str]) -> (String, String) {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let card = authority.old_card(60);
    let before = Visit::at(&kiosk).open(&card).await.problem();

    let file = backend.folder.path().join("other.der");
    fs::write(&file, &authority.der).unwrap();
    let file = file.to_string_lossy();
    let add = [&["trust", "add-ca", &file], flags].concat();
    succeed(&backend.command(&add));
    assert_eq!(backend.command(&add).status.code(), Some(1));
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let after = Visit::at(&kiosk).open(&card).await.problem();
        if after != before {
            return (before, after);
        }
    }
    panic!("still {before}");
}

#[tokio::test]
async fn an_authority_can_be_pinned_while_the_server_runs() {
    let (before, after) = around_a_pin(Authority::unknown(), &[]).await;
    assert_eq!(before, "issuer-unknown");
    assert_eq!(after, "crl-stale", "its revocation list is not there yet");
}

#[tokio::test]
async fn critical_policies_are_taken_where_their_authority_is_pinned_as_one_that_marks_them_so() {
    let authority = || Authority::unknown().marking_policies_critical();
    let (_, strict) = around_a_pin(authority(), &[]).await;
    assert_eq!(strict, "chain-invalid");
    let (_, lenient) = around_a_pin(authority(), &["--marks-policies-critical"]).await;
    assert_eq!(lenient, "crl-stale", "its revocation list is not there yet");
}

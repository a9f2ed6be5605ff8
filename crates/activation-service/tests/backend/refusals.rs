// SPDX-License-Identifier: EUPL-1.2
//! Who is turned away, and with which word.

use activation_protocol::messages::{AbortReason, AbortRequest, OldProofRequest, paths};
use serde_json::json;

use crate::backend::Backend;
use crate::cards::{Authority, Deck};
use crate::visit::Visit;

/// The problem at the old card's proof, or before it.
async fn refusal(deck: Deck) -> String {
    let backend = Backend::start_with(deck);
    let kiosk = backend.enrol("TT-0001").await;
    let old = &backend.deck.old;
    let mut visit = Visit::at(&kiosk);
    let opened = visit.open(old).await;
    if opened.status != 200 {
        return opened.problem();
    }
    visit.old_proof(old).await.problem()
}

#[tokio::test]
async fn each_reason_has_its_own_word() {
    for (key, value, code) in [
        ("not_after", json!("2026-01-01"), "old-expired"),
        ("status", json!("BLOCKED"), "old-lost"),
        ("activation_mode", json!("DELEGATA"), "minor-at-activation"),
        ("birth_date", json!("2010-01-01"), "minor-at-activation"),
        ("assistance", json!(false), "no-assistance"),
    ] {
        assert_eq!(refusal(Deck::with_old(key, value)).await, code);
    }
}

#[tokio::test]
async fn an_expired_certificate_is_expired_whatever_the_registry_says() {
    let mut deck = Deck::new();
    deck.old = deck.authority.old_card(-10).activated();
    assert_eq!(refusal(deck).await, "old-expired");
}

#[tokio::test]
async fn a_card_of_an_authority_that_nobody_pinned_is_not_called_invalid() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let foreign = Authority::unknown().old_card(60);
    let answer = Visit::at(&kiosk).open(&foreign).await;
    assert_eq!(answer.problem(), "issuer-unknown");
}

#[tokio::test]
async fn three_visits_that_ended_with_a_wrong_pin_are_enough_for_a_day() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    for reason in [AbortReason::Cancelled, AbortReason::WrongPin].repeat(3) {
        let mut visit = Visit::at(&kiosk);
        assert_eq!(visit.open(&backend.deck.old).await.status, 200);
        let no_write = true;
        visit.abort_for(AbortRequest { no_write, reason }).await;
    }
    let answer = Visit::at(&kiosk).open(&backend.deck.old).await;
    assert_eq!(answer.problem(), "quota");
}

#[tokio::test]
async fn the_new_card_first_is_told_so() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let answer = Visit::at(&kiosk).open(&backend.deck.new).await;
    assert_eq!(answer.problem(), "card-not-activated");
}

#[tokio::test]
async fn cards_of_two_people_are_refused() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let mut visit = Visit::at(&kiosk);
    visit.open(&backend.deck.old).await;
    visit.old_proof(&backend.deck.old).await;
    let answer = visit.new_card(&backend.deck.anothers).await;
    assert_eq!(answer.problem(), "cf-mismatch");
    assert_eq!(visit.new_card(&backend.deck.new).await.status, 200);
}

#[tokio::test]
async fn a_signature_of_another_card_or_over_other_fields_is_refused() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let mut visit = Visit::at(&kiosk);
    visit.open(old).await;
    let mut other = visit.old_auth(old);
    other.consent[0] ^= 1;
    for sig in [
        new.sign(&visit.old_auth(old).encode()),
        old.sign(&other.encode()),
    ] {
        let request = OldProofRequest {
            sig,
            wrong_attempts: 0,
        };
        let answer = kiosk
            .client
            .put(&paths::old_proof(visit.sid), &request)
            .await;
        assert_eq!(answer.problem(), "signature-invalid");
    }
    assert_eq!(visit.old_proof(old).await.status, 200);
}

#[tokio::test]
async fn a_false_proof_of_the_new_card_changes_nothing() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    let proof = visit.new_proof(Some(old), new);
    assert_eq!(
        visit.confirm_by(old, &proof).await.problem(),
        "signature-invalid"
    );
    assert_eq!(visit.confirm(old, new).await.status, 200);
}

#[tokio::test]
async fn steps_out_of_order_are_refused() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let mut visit = Visit::at(&kiosk);
    visit.open(&backend.deck.old).await;
    assert_eq!(visit.release().await.problem(), "wrong-state");
    assert_eq!(
        visit.new_card(&backend.deck.new).await.problem(),
        "wrong-state"
    );
}

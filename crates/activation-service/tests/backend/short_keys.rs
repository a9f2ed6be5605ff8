// SPDX-License-Identifier: EUPL-1.2
//! Cards of version 1.0 with 1024 bits: a whole visit where the owner's policy says so, and one
//! word, before any PIN, where it does not.

use activation_protocol::messages::{
    CardCheck, CardCheckRequest, CardStanding, CertificateStanding, ConfirmationStatus, Confirmed,
    paths,
};
use activation_protocol::release::ReleasedSecret;

use crate::backend::{Backend, prepare, set_policy};
use crate::cards::{Deck, ISSUED_PIN};
use crate::visit::Visit;

/// A service whose owner accepts 1024 bits.
fn lenient(deck: Deck) -> Backend {
    let folder = prepare(&deck);
    set_policy(folder.path(), "minimum_key_bits = 1024");
    Backend::start_in(folder, deck)
}

#[tokio::test]
async fn by_explicit_policy_a_whole_visit_with_short_keys_works() {
    let backend = lenient(Deck::with_short_keys());
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    assert_eq!(old.sign(b"any").0.len(), 128);
    let mut visit = Visit::released(&kiosk, old, new).await;
    let ReleasedSecret::IssuedPin(pin) = visit.opened_secret(old, new) else {
        panic!("the usual mode releases the issued PIN");
    };
    assert_eq!(pin.expose(), ISSUED_PIN.as_bytes());
    let confirmed: Confirmed = visit.confirm(old, new).await.json();
    assert_eq!(confirmed.status, ConfirmationStatus::Confirmed);

    let request = CardCheckRequest {
        card: new.presented(),
    };
    let answer = kiosk.client.post(paths::CARD_CHECKS, &request).await;
    let check: CardCheck = answer.json();
    assert_eq!(check.standing, CardStanding::Active);
    assert_eq!(check.certificate, CertificateStanding::Good);
}

#[tokio::test]
async fn by_the_same_policy_a_short_old_card_hands_over_to_a_long_new_one() {
    let mut deck = Deck::with_short_keys();
    deck.new = Deck::new().new;
    let backend = lenient(deck);
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.confirm(old, new).await.status, 200);
}

#[tokio::test]
async fn without_the_policy_a_short_key_is_refused_before_any_pin() {
    let backend = Backend::start_with(Deck::with_short_keys());
    let kiosk = backend.enrol("TT-0001").await;
    let answer = Visit::at(&kiosk).open(&backend.deck.old).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (409, "chain-invalid".to_owned()));
}

#[tokio::test]
async fn without_the_policy_a_short_new_card_is_refused_before_a_code_is_released() {
    let mut deck = Deck::new();
    deck.new = Deck::with_short_keys().new;
    let backend = Backend::start_with(deck);
    let kiosk = backend.enrol("TT-0001").await;
    let mut visit = Visit::at(&kiosk);
    visit.open(&backend.deck.old).await;
    assert_eq!(visit.old_proof(&backend.deck.old).await.status, 200);
    let answer = visit.new_card(&backend.deck.new).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (409, "chain-invalid".to_owned()));
    assert_eq!(visit.release().await.problem(), "wrong-state");
}

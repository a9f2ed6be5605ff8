// SPDX-License-Identifier: EUPL-1.2
//! "Check my card": two words for every card, "not known" never "not valid", and nothing written.

use std::fs;

use activation_protocol::messages::{CardCheck, CardCheckRequest, CardPresented, paths};
use activation_protocol::messages::{CardStanding as S, CertificateStanding as C};
use activation_protocol::{Bytes, IdCarta};
use rcgen::RevocationReason as Reason;
use serde_json::json;
use time::{Duration, OffsetDateTime};

use crate::backend::{Backend, Kiosk, prepare, succeed};
use crate::cards::{Authority, Card, Deck};
use crate::https::Answer;
use crate::visit::Visit;

async fn ask(kiosk: &Kiosk, card: CardPresented) -> Answer {
    let request = CardCheckRequest { card };
    kiosk.client.post(paths::CARD_CHECKS, &request).await
}

async fn check(kiosk: &Kiosk, card: &Card) -> (S, C) {
    let answer = ask(kiosk, card.presented()).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let check: CardCheck = answer.json();
    (check.standing, check.certificate)
}

/// What is told of the deck's old card.
async fn old_card_of(deck: Deck) -> (S, C) {
    let backend = Backend::start_with(deck);
    let kiosk = backend.enrol("TT-0001").await;
    check(&kiosk, &backend.deck.old).await
}

/// What is told of the deck's old card when this is its authority's list.
async fn old_card_under(list: impl FnOnce(&Deck) -> Vec<u8>) -> (S, C) {
    let deck = Deck::new();
    let folder = prepare(&deck);
    fs::write(folder.path().join("trust/crls/ca.crl"), list(&deck)).unwrap();
    let backend = Backend::start_in(folder, deck);
    let kiosk = backend.enrol("TT-0001").await;
    check(&kiosk, &backend.deck.old).await
}

#[tokio::test]
async fn an_active_card_a_new_one_and_one_nobody_imported_are_told_apart() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let deck = &backend.deck;
    assert_eq!(check(&kiosk, &deck.old).await, (S::Active, C::Good));
    assert_eq!(check(&kiosk, &deck.new).await, (S::NotActivated, C::Good));
    let further = deck.authority.further_card();
    assert_eq!(check(&kiosk, &further).await, (S::Unknown, C::Good));
}

#[tokio::test]
async fn after_an_activation_the_old_card_is_replaced_and_the_new_one_active() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    assert_eq!(visit.confirm(old, new).await.status, 200);
    assert_eq!(check(&kiosk, old).await, (S::Replaced, C::Good));
    assert_eq!(check(&kiosk, new).await, (S::Active, C::Good));
}

#[tokio::test]
async fn what_the_registry_says_is_told() {
    for (key, value, standing) in [
        ("status", json!("BLOCKED"), S::Blocked),
        ("status", json!("REVOKED"), S::Blocked),
        ("status", json!("SUPERSEDED"), S::Replaced),
        ("not_after", json!("2026-01-01"), S::Expired),
    ] {
        let told = old_card_of(Deck::with_old(key, value)).await;
        assert_eq!(told, (standing, C::Good));
    }
}

#[tokio::test]
async fn a_certificate_past_its_day_and_one_before_it_are_told() {
    let mut deck = Deck::new();
    deck.old = deck.authority.old_card(-10).activated();
    assert_eq!(old_card_of(deck).await, (S::Expired, C::Expired));

    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let card = backend.deck.authority.future_card();
    assert_eq!(check(&kiosk, &card).await, (S::Unknown, C::NotYetValid));
}

#[tokio::test]
async fn what_the_revocation_list_says_is_told_beside_the_registry() {
    for (reason, certificate) in [
        (Reason::CertificateHold, C::Suspended),
        (Reason::KeyCompromise, C::Revoked),
        (Reason::Superseded, C::Revoked),
    ] {
        let told = old_card_under(|deck| deck.authority.list(2, &[(&deck.old, reason)])).await;
        assert_eq!(told, (S::Active, certificate), "{reason:?}");
    }
}

#[tokio::test]
async fn without_a_fresh_list_nobody_can_tell_but_what_an_old_one_revoked_stays_so() {
    let made = OffsetDateTime::now_utc() - Duration::hours(80);
    let told = old_card_under(|deck| deck.authority.list_of(2, made, &[])).await;
    assert_eq!(told, (S::Active, C::NotCheckable));
    let told = old_card_under(|deck| {
        let revoked = [(&deck.old, Reason::KeyCompromise)];
        deck.authority.list_of(2, made, &revoked)
    });
    assert_eq!(told.await, (S::Active, C::Revoked));
}

#[tokio::test]
async fn a_card_of_an_unknown_issuer_is_unknown_and_not_refused() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let foreign = Authority::unknown().old_card(60);
    let unknown = (S::Unknown, C::IssuerUnknown);
    assert_eq!(check(&kiosk, &foreign).await, unknown);

    // A certificate of any other kind, whose name holds no card number to compare.
    let mut presented = foreign.presented();
    presented.cert = Bytes(Authority::unknown().der);
    let answer = ask(&kiosk, presented).await;
    let told: CardCheck = answer.json();
    assert_eq!((told.standing, told.certificate), unknown);
}

#[tokio::test]
async fn a_known_issuers_card_that_breaks_the_policy_is_refused_and_keeps_its_standing() {
    let told = old_card_of(Deck::with_short_keys()).await;
    assert_eq!(told, (S::Active, C::Refused));
}

#[tokio::test]
async fn another_cards_number_and_garbage_are_malformed_requests_and_no_answers() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let good = backend.deck.old.presented();
    let mut other = good.clone();
    other.id_carta = IdCarta::parse("6090000000002004").unwrap();
    let garbage = [vec![], vec![0x30; 3000], good.cert.0[..500].to_vec()];
    let garbage = garbage.map(|der| CardPresented {
        cert: Bytes(der),
        ..good.clone()
    });
    for card in garbage.into_iter().chain([other]) {
        let answer = ask(&kiosk, card).await;
        let told = (answer.status, answer.problem());
        assert_eq!(told, (400, "malformed".to_owned()));
    }
    let good = serde_json::to_value(CardCheckRequest { card: good }).unwrap();
    for (key, value) in [
        ("surprise", json!(1)),
        ("card", json!(null)),
        ("pad", json!("x".repeat(40_000))),
    ] {
        let mut body = good.clone();
        body[key] = value;
        let answer = kiosk.client.post(paths::CARD_CHECKS, &body).await;
        let told = (answer.status, answer.problem());
        assert_eq!(told, (400, "malformed".to_owned()));
    }
}

#[tokio::test]
async fn a_kiosk_that_was_disabled_is_told_nothing_and_another_still_is() {
    let backend = Backend::start();
    let (out, still) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    succeed(&backend.command(&["kiosk", "disable", &out.id.to_string()]));
    let answer = ask(&out, backend.deck.old.presented()).await;
    let told = (answer.status, answer.problem());
    assert_eq!(told, (403, "kiosk-disabled".to_owned()));
    let told = check(&still, &backend.deck.old).await;
    assert_eq!(told, (S::Active, C::Good));
}

#[tokio::test]
async fn a_check_writes_nothing_and_its_event_names_no_card() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let wal = backend.folder.path().join("registry.sqlite-wal");
    let before = fs::read(&wal).unwrap();
    check(&kiosk, &backend.deck.old).await;
    assert!(
        fs::read(&wal).unwrap() == before,
        "the registry was written"
    );
    // Checks count for nothing: all the visits of a day are still there.
    let mut visit = Visit::at(&kiosk);
    assert_eq!(visit.open(&backend.deck.old).await.status, 200);

    let log = fs::read_to_string(backend.folder.path().join("log")).unwrap();
    let events = log.lines().filter(|line| line.contains("card.checked"));
    let [event] = events.collect::<Vec<_>>()[..] else {
        panic!("not one event: {log}");
    };
    let event: serde_json::Value = serde_json::from_str(event).unwrap();
    assert_eq!(event["id"], 5021);
    assert_eq!(event["standing"], "Active");
    assert_eq!(event["certificate"], "Good");
    let mut keys: Vec<_> = event.as_object().unwrap().keys().cloned().collect();
    keys.retain(|key| !["timestamp", "level", "target"].contains(&key.as_str()));
    assert_eq!(keys, ["certificate", "id", "kiosk", "name", "standing"]);
}

#[tokio::test]
async fn a_kiosk_that_checks_too_many_cards_waits_and_the_others_do_not() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    crate::backend::set_policy(folder.path(), "kiosk_checks_per_hour = 2");
    let backend = Backend::start_in(folder, deck);
    let (busy, other) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    for _ in 0..2 {
        check(&busy, &backend.deck.old).await;
    }
    let answer = ask(&busy, backend.deck.old.presented()).await;
    assert_eq!((answer.status, answer.problem()), (429, "quota".to_owned()));
    check(&other, &backend.deck.old).await;
    // Whoever wants to activate a card is not held up by those who only asked.
    let opened = Visit::at(&busy).open(&backend.deck.old).await;
    assert_eq!(opened.status, 200);
}

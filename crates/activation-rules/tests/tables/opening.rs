// SPDX-License-Identifier: EUPL-1.2
//! What is told before anybody types a PIN.

use activation_protocol::messages::Flow;
use activation_protocol::{CardId, ProblemCode as P};
use activation_rules::{CardStatus, Command, SessionState, Trust};
use time::macros::date;

use crate::world::{NEW, OLD, World, new_card, opened, opening};

#[test]
fn a_good_old_card_is_given_a_nonce_for_half_an_hour() {
    let mut world = World::new();
    let answer = opened(world.open(1));
    assert_eq!(answer.flow, Flow::OldAuth);
    assert_eq!(answer.not_after, world.now.seconds() + 1800);
    assert_eq!(answer.proof_nonce, None);
    assert_eq!(world.session(1).state, SessionState::Open);
}

#[test]
fn an_unacceptable_chain_an_unknown_issuer_and_a_stale_list_are_told_apart() {
    for (trust, code) in [
        (Trust::ChainInvalid, P::ChainInvalid),
        (Trust::IssuerUnknown, P::IssuerUnknown),
        (Trust::CrlStale, P::CrlStale),
        (Trust::Expired, P::OldExpired),
    ] {
        let mut world = World::new();
        let open = Command::OpenSession(activation_rules::OpenSession {
            trust,
            ..opening(1, OLD)
        });
        assert_eq!(world.ask(&open), Err(code));
        assert!(world.rows.sessions.is_empty());
    }
}

#[test]
fn a_card_of_another_region_is_told_before_a_pin_whoever_certified_it() {
    for (trust, code) in [
        (Trust::Good, P::OtherIssuer),
        (Trust::IssuerUnknown, P::OtherIssuer),
        (Trust::ChainInvalid, P::ChainInvalid),
    ] {
        let mut world = World::new();
        let open = Command::OpenSession(activation_rules::OpenSession {
            issuer: "6080".into(),
            trust,
            ..opening(1, OLD)
        });
        assert_eq!(world.ask(&open), Err(code), "{trust:?}");
    }
}

#[test]
fn an_old_card_is_good_on_its_last_day_and_expired_on_the_next() {
    let last_day = World::with(|old, _| old.not_after = date!(2026 - 11 - 23)).open(1);
    assert!(last_day.is_ok());
    let next_day = World::with(|old, _| old.not_after = date!(2026 - 11 - 22)).open(1);
    assert_eq!(next_day, Err(P::OldExpired));
}

#[test]
fn the_new_card_put_in_first_is_told_as_the_new_one() {
    assert_eq!(World::new().open_with(1, NEW), Err(P::CardNotActivated));
}

#[test]
fn an_old_card_that_nobody_activated_is_told_as_such() {
    let mut world = World::with(|old, _| {
        old.status = CardStatus::Shipped;
        old.activated_on = None;
    });
    assert_eq!(world.open(1), Err(P::OldNotActive));
}

#[test]
fn the_card_activated_here_is_told_as_active_when_no_other_waits() {
    let mut world = World::released(1);
    world.confirm(1).expect("all is well");
    assert_eq!(world.open_with(2, NEW), Err(P::AlreadyActive));
    world.rows.cards.push(activation_rules::CardRow {
        card: CardId([0x77; 32]),
        not_after: date!(2038 - 01 - 01),
        ..new_card()
    });
    assert!(world.open_with(3, NEW).is_ok(), "the next card waits");
}

#[test]
fn the_old_card_put_in_after_the_activation_is_told_that_it_is_done() {
    let mut world = World::released(1);
    world.confirm(1).expect("all is well");
    assert_eq!(world.open(2), Err(P::AlreadyActive));
}

#[test]
fn a_card_the_registry_does_not_know_is_for_a_desk() {
    assert_eq!(World::new().open_with(1, CardId([9; 32])), Err(P::Review));
}

#[test]
fn a_blocked_or_revoked_old_card_is_told_only_after_its_pin() {
    for status in [CardStatus::Blocked, CardStatus::Revoked] {
        let mut world = World::with(|old, _| old.status = status);
        assert!(world.open(1).is_ok());
    }
    let mut world = World::new();
    let open = Command::OpenSession(activation_rules::OpenSession {
        trust: Trust::Revoked { hold: false },
        ..opening(1, OLD)
    });
    assert!(world.ask(&open).is_ok());
}

// SPDX-License-Identifier: EUPL-1.2
//! E1 to E12, each by its own refusal, and each alone.

use activation_protocol::{CardId, ProblemCode as P};
use activation_rules::{
    ActivationMode, BirthDate, CardRow, CardStatus, Citizen, Command, NewCard, OldProof,
    SessionState, Signature, Trust,
};
use time::macros::date;

use crate::world::{Answer, NEW, OLD, World, new_card, old_proof, shown};

fn after_pin(change: impl FnOnce(&mut CardRow, &mut CardRow)) -> Answer {
    let mut world = World::with(change);
    world.open(1).expect("nothing to tell before the PIN");
    let answer = world.prove_old(1);
    let refused = answer.is_err();
    assert_eq!(world.rows.activations.is_empty(), refused);
    answer
}

fn after_pin_with(trust: Trust) -> Answer {
    let mut world = World::new();
    world.open(1).expect("nothing to tell before the PIN");
    world.ask(&Command::OldProof(OldProof {
        trust,
        ..old_proof(1)
    }))
}

fn second_card(change: impl FnOnce(&mut World, &mut NewCard)) -> Answer {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    let mut card = shown(1);
    change(&mut world, &mut card);
    world.ask(&Command::NewCard(card))
}

#[test]
fn everything_in_order_is_authorised() {
    assert!(after_pin(|_, _| ()).is_ok());
    assert!(second_card(|_, _| ()).is_ok());
}

#[test]
fn e1_the_chain_is_judged_again_with_the_proof() {
    assert_eq!(after_pin_with(Trust::ChainInvalid), Err(P::ChainInvalid));
    assert_eq!(after_pin_with(Trust::IssuerUnknown), Err(P::IssuerUnknown));
    assert_eq!(
        second_card(|_, card| card.trust = Trust::ChainInvalid),
        Err(P::ChainInvalid)
    );
}

#[test]
fn e2_a_card_that_expires_between_opening_and_proof_is_expired() {
    assert_eq!(after_pin_with(Trust::Expired), Err(P::OldExpired));
}

#[test]
fn e3_a_revoked_old_card_is_refused_and_a_stale_list_decides_nothing() {
    for hold in [false, true] {
        assert_eq!(after_pin_with(Trust::Revoked { hold }), Err(P::OldRevoked));
    }
    assert_eq!(after_pin_with(Trust::CrlStale), Err(P::CrlStale));
    assert_eq!(
        after_pin(|old, _| old.status = CardStatus::Revoked),
        Err(P::OldRevoked)
    );
}

#[test]
fn e4_an_old_card_that_was_never_active_is_refused() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.rows.cards[0].status = CardStatus::Shipped;
    assert_eq!(world.prove_old(1), Err(P::OldNotActive));
}

#[test]
fn e5_a_blocked_or_lost_old_card_is_refused() {
    assert_eq!(
        after_pin(|old, _| old.status = CardStatus::Blocked),
        Err(P::OldLost)
    );
}

#[test]
fn e6_the_holder_was_of_age_at_activation_to_the_day() {
    let activated = |day| {
        after_pin(move |old, _| {
            old.birth_date = BirthDate(date!(2003 - 05 - 10));
            old.activated_on = Some(day);
        })
    };
    assert_eq!(activated(date!(2021 - 05 - 09)), Err(P::MinorAtActivation));
    assert!(activated(date!(2021 - 05 - 10)).is_ok());
}

#[test]
fn e6_a_card_activated_by_somebody_else_or_nobody_knows_by_whom_is_refused() {
    for mode in [Some(ActivationMode::Delegata), None] {
        let answer = after_pin(|old, _| old.activation_mode = mode);
        assert_eq!(answer, Err(P::MinorAtActivation));
    }
    let answer = after_pin(|old, _| old.activated_on = None);
    assert_eq!(answer, Err(P::MinorAtActivation));
}

#[test]
fn e7_a_minor_is_refused_to_the_day() {
    let mut world = World::with(|old, _| old.birth_date = BirthDate(date!(2008 - 11 - 24)));
    world.rows.cards[0].activated_on = Some(date!(2027 - 01 - 01));
    world.open(1).expect("nothing to tell before the PIN");
    assert_eq!(world.prove_old(1), Err(P::MinorNow));
    let mut world = World::with(|old, _| old.birth_date = BirthDate(date!(2008 - 11 - 23)));
    world.rows.cards[0].activated_on = Some(date!(2026 - 11 - 23));
    world.open(1).expect("nothing to tell before the PIN");
    assert!(world.prove_old(1).is_ok());
}

#[test]
fn e8_both_cards_come_from_one_issuer_in_scope() {
    assert_eq!(
        after_pin(|old, _| old.issuer = "6080".into()),
        Err(P::OtherIssuer)
    );
    assert_eq!(
        after_pin(|_, new| new.issuer = "6080".into()),
        Err(P::OtherIssuer)
    );
    assert_eq!(
        second_card(|_, card| card.issuer = "6080".into()),
        Err(P::OtherIssuer)
    );
}

#[test]
fn e9_without_the_right_to_assistance_nothing_is_activated() {
    assert_eq!(
        after_pin(|old, _| old.assistance = false),
        Err(P::NoAssistance)
    );
}

#[test]
fn e10_no_pending_card_an_expired_one_and_several_are_told_apart() {
    assert_eq!(
        after_pin(|_, new| new.status = CardStatus::Superseded),
        Err(P::NoPendingCard)
    );
    assert_eq!(
        after_pin(|_, new| new.not_after = date!(2026 - 11 - 01)),
        Err(P::NoPendingCard)
    );
    let mut world = World::new();
    world.rows.cards.push(CardRow {
        card: CardId([0x55; 32]),
        ..new_card()
    });
    world.open(1).expect("nothing to tell before the PIN");
    assert_eq!(world.prove_old(1), Err(P::Review));
}

#[test]
fn e10_a_pending_card_without_a_chip_is_told_as_such() {
    assert_eq!(
        after_pin(|_, new| new.has_chip = false),
        Err(P::NewWithoutChip)
    );
    let answer = second_card(|world, _| world.rows.cards[1].has_chip = false);
    assert_eq!(answer, Err(P::NewWithoutChip));
}

#[test]
fn e10_a_card_that_is_not_the_pending_one_is_not_bound() {
    for card in [OLD, CardId([0x99; 32])] {
        let answer = second_card(|_, shown| shown.card = card);
        assert_eq!(answer, Err(P::NoPendingCard));
    }
}

#[test]
fn e11_another_persons_card_is_told_as_such_and_nothing_else_of_it() {
    let answer = second_card(|_, card| {
        card.holder = Citizen([0xD2; 16]);
        card.card = CardId([0x99; 32]);
        card.issuer = "6080".into();
    });
    assert_eq!(answer, Err(P::HolderMismatch));
}

#[test]
fn e12_a_blocked_new_card_is_told_by_registry_and_by_certificate() {
    assert_eq!(
        after_pin(|_, new| new.status = CardStatus::Blocked),
        Err(P::NewBlocked)
    );
    let blocked = second_card(|world, _| world.rows.cards[1].status = CardStatus::Blocked);
    assert_eq!(blocked, Err(P::NewBlocked));
    let revoked = second_card(|_, card| card.trust = Trust::Revoked { hold: false });
    assert_eq!(revoked, Err(P::NewBlocked));
}

#[test]
fn e12_a_new_certificate_on_hold_is_accepted_only_by_policy() {
    let held = |card: &mut NewCard| card.trust = Trust::Revoked { hold: true };
    assert!(second_card(|_, card| held(card)).is_ok());
    let answer = second_card(|world, card| {
        world.policy.new_certificates_on_hold = false;
        held(card);
    });
    assert_eq!(answer, Err(P::NewBlocked));
}

#[test]
fn of_several_failing_rules_the_first_is_told_and_all_are_written_down_once() {
    let mut world = World::with(|old, new| {
        old.status = CardStatus::Blocked;
        old.assistance = false;
        new.has_chip = false;
    });
    world.open(1).expect("nothing to tell before the PIN");
    let command = Command::OldProof(old_proof(1));
    let decision = activation_rules::decide(&world.rows, &command, world.now, &world.policy);
    let audited = decision.ops.iter().find_map(|op| {
        let activation_rules::RowOp::Audit(entry) = op else {
            return None;
        };
        Some(entry.failed.clone())
    });
    let all = vec![P::OldLost, P::NoAssistance, P::NewWithoutChip];
    assert_eq!(audited, Some(all));
    assert_eq!(world.prove_old(1), Err(P::OldLost));
    assert_eq!(world.session(1).state, SessionState::Open);
    assert_eq!(world.session(1).denied, Some(P::OldLost));
}

#[test]
fn a_bad_signature_authorises_nothing() {
    let mut world = World::new();
    world.open(1).expect("good");
    let forged = Command::OldProof(OldProof {
        verdict: Signature::Invalid,
        ..old_proof(1)
    });
    assert_eq!(world.ask(&forged), Err(P::SignatureInvalid));
    assert!(world.rows.activations.is_empty());
    assert_eq!(world.status(NEW), CardStatus::Shipped);
}

// SPDX-License-Identifier: EUPL-1.2
//! The session's table, row by row.

use activation_protocol::messages::{Attempt, ConfirmationStatus, Verb};
use activation_protocol::{KioskId, Nonce, ProblemCode as P};
use activation_rules::{
    ActivationState, Command, EvidenceKind, ExpireSession, OldProof, OpenSession, SessionState,
    Timestamp,
};
use time::Duration;

use crate::world::{
    ACTIVATION, KIOSK, NEW, OLD, World, attempt, old_proof, opening, released_no, session, status,
};

#[test]
fn a_visit_goes_from_open_to_closed() {
    let mut world = World::new();
    world.open(1).expect("good");
    assert_eq!(world.session(1).state, SessionState::Open);
    world.prove_old(1).expect("good");
    assert_eq!(world.session(1).state, SessionState::OldOk);
    assert_eq!(attempt(world.show_new(1)), Attempt::First);
    assert_eq!(world.session(1).state, SessionState::Bound);
    assert_eq!(released_no(world.release(1)), 1);
    assert_eq!(world.session(1).state, SessionState::Released);
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
    assert_eq!(world.session(1).state, SessionState::Closed);
    assert_eq!(
        status(world.confirm(1)),
        ConfirmationStatus::AlreadyConfirmed
    );
}

#[test]
fn the_same_opening_with_fresh_nonces_gets_the_first_nonce_again() {
    let mut world = World::new();
    let first = world.open(1);
    let again = world.ask(&Command::OpenSession(OpenSession {
        nonce: Nonce([0x99; 32]),
        ..opening(1, OLD)
    }));
    assert_eq!(again, first);
}

#[test]
fn another_opening_under_the_same_name_is_refused() {
    let mut world = World::new();
    world.open(1).expect("good");
    let other = Command::OpenSession(OpenSession {
        request: [0x77; 32],
        ..opening(1, OLD)
    });
    assert_eq!(world.ask(&other), Err(P::WrongState));
}

#[test]
fn another_kiosks_session_is_not_found() {
    let mut world = World::new();
    world.open(1).expect("good");
    let other = Command::OldProof(OldProof {
        kiosk: KioskId::from_bytes([0xB2; 16]),
        ..old_proof(1)
    });
    assert_eq!(world.ask(&other), Err(P::NotFound));
}

#[test]
fn steps_out_of_order_are_refused() {
    let mut world = World::new();
    world.open(1).expect("good");
    assert_eq!(world.show_new(1), Err(P::WrongState));
    assert_eq!(world.release(1), Err(P::WrongState));
    assert_eq!(world.confirm(1), Err(P::NotFound));
    world.prove_old(1).expect("good");
    assert_eq!(world.release(1), Err(P::WrongState));
    assert_eq!(world.confirm(1), Err(P::WrongState));
    assert_eq!(world.open(1), Err(P::WrongState));
}

#[test]
fn a_proof_after_its_expiry_is_refused() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.wait(Duration::minutes(30));
    assert!(world.clone().prove_old(1).is_ok(), "to the second");
    world.wait(Duration::seconds(1));
    assert_eq!(world.prove_old(1), Err(P::NonceExpired));
}

#[test]
fn a_bound_session_out_of_time_obtains_nothing() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    world.show_new(1).expect("good");
    world.wait(Duration::minutes(31));
    assert_eq!(world.release(1), Err(P::NonceExpired));
}

#[test]
fn a_late_repeat_of_the_old_proof_is_answered_alike_in_every_later_state() {
    let mut world = World::released(1);
    let answer = world.prove_old(1);
    assert!(answer.is_ok());
    assert_eq!(world.session(1).state, SessionState::Released);
}

#[test]
fn an_abort_before_a_release_ends_the_session_and_frees_the_activation() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    world.show_new(1).expect("good");
    world.abort(1, false).expect("204");
    assert_eq!(world.session(1).state, SessionState::Aborted);
    assert_eq!(world.activation().state, ActivationState::None);
    assert_eq!(world.activation().epoch, None);
    assert_eq!(world.release(1), Err(P::WrongState));
}

#[test]
fn time_ends_an_unfinished_session_and_no_other() {
    let expire = Command::ExpireSession(ExpireSession {
        session: session(1),
    });
    let mut world = World::new();
    world.open(1).expect("good");
    world.ask(&expire).expect("204");
    assert_eq!(world.session(1).state, SessionState::Open, "not yet");
    world.wait(Duration::minutes(31));
    world.ask(&expire).expect("204");
    assert_eq!(world.session(1).state, SessionState::Aborted);

    let mut world = World::released(1);
    world.wait(Duration::days(2));
    world.ask(&expire).expect("204");
    assert_eq!(world.session(1).state, SessionState::Released);
}

#[test]
fn a_lost_answer_to_a_release_is_given_again_for_a_quarter_of_an_hour() {
    let mut world = World::released(1);
    world.wait(Duration::minutes(15));
    assert_eq!(released_no(world.release(1)), 1);
    assert_eq!(world.activation().releases, 1);
    world.wait(Duration::seconds(1));
    assert_eq!(world.release(1), Err(P::Gone));
}

#[test]
fn a_repair_is_a_second_release_of_the_same_session_and_the_last() {
    let mut world = World::released(1);
    assert_eq!(released_no(world.release_verb(1, Verb::Repair)), 2);
    assert_eq!(released_no(world.release_verb(1, Verb::Repair)), 2);
    assert_eq!(world.release(1), Err(P::WrongState));
    let proof = world.session(1).proof.expect("to be proven");
    assert_eq!(proof.release_no.0, 2, "T2 names the last release");
    world.wait(Duration::minutes(1));
    world.up_to_release(2);
    assert_eq!(world.release_verb(2, Verb::Repair), Err(P::ReleaseLimit));
}

#[test]
fn a_repair_that_policy_does_not_allow_is_for_a_desk() {
    let mut world = World::released(1);
    world.policy.repair = false;
    assert_eq!(world.release_verb(1, Verb::Repair), Err(P::Review));
}

#[test]
fn a_repair_before_a_first_release_is_refused() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    world.show_new(1).expect("good");
    assert_eq!(world.release_verb(1, Verb::Repair), Err(P::WrongState));
}

#[test]
fn both_statements_are_rebuilt_from_the_servers_own_rows_and_kept() {
    let mut world = World::released(1);
    world.confirm(1).expect("good");
    let row = world.session(1);
    let t1 = row.old_auth();
    assert_eq!(
        (t1.session, t1.kiosk, t1.old_card),
        (session(1), KIOSK, OLD)
    );
    let t2 = row.new_proof(NEW, 77).expect("proven");
    assert_eq!((t2.activation, t2.old_card), (ACTIVATION, Some(OLD)));
    assert_eq!((t2.release_no.0, t2.kiosk_time), (1, 77));
    let kinds: Vec<_> = world.rows.evidence.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [EvidenceKind::OldAuth, EvidenceKind::NewProof]);
    assert_eq!(world.rows.evidence[0].statement.0, t1.encode());
    assert_eq!(world.rows.evidence[1].at, Timestamp(world.now.0));
}

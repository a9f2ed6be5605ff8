// SPDX-License-Identifier: EUPL-1.2
//! Only the proof is missing: the citizen comes back with the new card and the chosen PIN.

use activation_protocol::messages::{ConfirmationStatus, Flow, ReportResult};
use activation_protocol::{Nonce, ProblemCode as P, ReleaseNo, SecretMode};
use activation_rules::{CardStatus, Command, ExpireSession, SessionState};
use time::Duration;

use crate::world::{ACTIVATION, NEW, World, opened, session, status};

fn came_back() -> World {
    let mut world = World::released(1);
    world.report(1, ReportResult::Unknown).expect("204");
    world.wait(Duration::hours(3));
    world
}

#[test]
fn the_kiosk_is_told_everything_the_proof_must_name() {
    let mut world = came_back();
    let answer = opened(world.open_with(2, NEW));
    assert_eq!(answer.flow, Flow::ConfirmOnly);
    assert_eq!(answer.activation_id, Some(ACTIVATION));
    assert_eq!(answer.proof_nonce, Some(Nonce([0x82; 32])));
    assert_eq!(answer.secret_mode, Some(SecretMode::TransportPin));
    assert_eq!(answer.release_no, Some(ReleaseNo(1)));
    assert_eq!(world.session(2).state, SessionState::OpenConfirm);
    let proof = world.session(2).new_proof(NEW, 5).expect("to be proven");
    assert_eq!(proof.old_card, None);
}

#[test]
fn the_proof_completes_the_activation() {
    let mut world = came_back();
    world.open_with(2, NEW).expect("resumes");
    assert_eq!(status(world.confirm(2)), ConfirmationStatus::Confirmed);
    assert_eq!(world.status(NEW), CardStatus::Active);
    assert_eq!(world.session(2).state, SessionState::Closed);
}

#[test]
fn a_proof_that_arrives_after_the_session_was_ended_is_accepted() {
    let mut world = came_back();
    world.open_with(2, NEW).expect("resumes");
    world.wait(Duration::hours(1));
    let expire = ExpireSession {
        session: session(2),
    };
    world.ask(&Command::ExpireSession(expire)).expect("204");
    assert_eq!(world.session(2).state, SessionState::Aborted);
    assert_eq!(status(world.confirm(2)), ConfirmationStatus::Confirmed);
}

#[test]
fn an_old_card_blocked_meanwhile_is_a_case_for_a_desk_before_a_pin() {
    let mut world = came_back();
    world.rows.cards[0].status = CardStatus::Blocked;
    assert_eq!(world.open_with(2, NEW), Err(P::Review));
}

#[test]
fn if_no_release_was_used_the_old_card_comes_first() {
    let mut world = World::released(1);
    world.abort(1, true).expect("204");
    assert_eq!(world.open_with(2, NEW), Err(P::CardNotActivated));
}

#[test]
fn an_authorisation_without_a_release_leaves_nothing_to_confirm() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    assert_eq!(world.open_with(2, NEW), Err(P::CardNotActivated));
}

#[test]
fn a_session_for_a_proof_obtains_no_code() {
    let mut world = came_back();
    world.open_with(2, NEW).expect("resumes");
    assert_eq!(world.prove_old(2), Err(P::WrongState));
    assert_eq!(world.show_new(2), Err(P::WrongState));
    assert_eq!(world.release(2), Err(P::WrongState));
}

// SPDX-License-Identifier: EUPL-1.2
//! What operators do: block a card, decide a case (A7, A9).

use activation_protocol::ProblemCode as P;
use activation_protocol::messages::{ConfirmationStatus, ReportResult};
use activation_rules::{ActivationState as A, BlockCard, CardStatus, Command, ReviewCase, Ruling};

use crate::world::{ACTIVATION, Answer, NEW, OLD, World, status};

fn rule(world: &mut World, ruling: Ruling) -> Answer {
    world.ask(&Command::ReviewCase(ReviewCase {
        activation: ACTIVATION,
        ruling,
    }))
}

#[test]
fn a_new_card_blocked_by_a_desk_can_no_longer_be_activated() {
    let mut world = World::released(1);
    let block = Command::BlockCard(BlockCard { card: NEW });
    world.ask(&block).expect("done");
    assert_eq!(world.activation().state, A::Closed);
    assert_eq!(world.confirm(1), Err(P::CardBlocked));
    assert_eq!(world.release(1), Err(P::CardBlocked));
    assert_eq!(world.status(OLD), CardStatus::Active);
}

#[test]
fn an_old_card_blocked_by_a_desk_obtains_no_release() {
    let mut world = World::new();
    world.open(1).expect("good");
    world.prove_old(1).expect("good");
    world.show_new(1).expect("good");
    let block = Command::BlockCard(BlockCard { card: OLD });
    world.ask(&block).expect("done");
    assert_eq!(world.release(1), Err(P::OldLost));
}

#[test]
fn the_active_card_blocked_after_its_activation_stays_confirmed() {
    let mut world = World::released(1);
    world.confirm(1).expect("good");
    let block = Command::BlockCard(BlockCard { card: NEW });
    world.ask(&block).expect("done");
    assert_eq!(world.activation().state, A::Confirmed);
    assert_eq!(world.status(NEW), CardStatus::Blocked);
}

#[test]
fn a_case_may_be_resumed_and_then_completes() {
    let mut world = World::released(1);
    world.report(1, ReportResult::SecretRejected).expect("204");
    rule(&mut world, Ruling::Resume).expect("done");
    assert_eq!(world.activation().state, A::Released);
    assert_eq!(status(world.confirm(1)), ConfirmationStatus::Confirmed);
}

#[test]
fn a_case_may_be_closed() {
    let mut world = World::released(1);
    world.report(1, ReportResult::SecretRejected).expect("204");
    rule(&mut world, Ruling::Close).expect("done");
    assert_eq!(world.confirm(1), Err(P::CardBlocked));
}

#[test]
fn only_a_case_is_decided() {
    let mut world = World::released(1);
    assert_eq!(rule(&mut world, Ruling::Close), Err(P::WrongState));
}

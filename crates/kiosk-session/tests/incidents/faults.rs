// SPDX-License-Identifier: EUPL-1.2
//! The totem itself misses something.

use activation_protocol::Outcome;
use kiosk_session::{Answer, Effect, Event, Fault, JournalOp, Notice, Policy, Record, ScreenName};

use crate::world::World;

#[test]
fn an_idle_totem_says_what_it_misses() {
    let mut world = World::at(ScreenName::Idle);
    world.send(Event::FaultRaised(Fault::Clock));
    let screen = world.screen();
    assert_eq!(screen.name, ScreenName::OutOfService);
    assert_eq!(screen.outcome, Some(Outcome::OutOfService));
    assert_eq!(screen.notices, [Notice::Fault(Fault::Clock)]);
    world.send(Event::FaultCleared(Fault::Clock));
    assert_eq!(world.page(), ScreenName::Idle);
}

#[test]
fn a_fault_before_the_journal_is_open_does_not_skip_the_recovery() {
    let mut world = World::switched_off(Policy::default());
    world.send(Event::FaultRaised(Fault::NoReader));
    assert_eq!(world.page(), ScreenName::OutOfService);
    world.send(Event::FaultCleared(Fault::NoReader));
    assert_eq!(world.page(), ScreenName::Boot);
}

#[test]
fn a_visit_is_finished_before_the_totem_goes_out_of_service() {
    let mut world = World::at(ScreenName::ChoosePin);
    world.send(Event::FaultRaised(Fault::MaintenanceDue));
    assert_eq!(world.finish(), Outcome::Completed);
    world.go_on();
    assert_eq!(world.page(), ScreenName::OutOfService);
}

#[test]
fn a_lost_reader_is_a_pulled_card() {
    let mut world = World::at(ScreenName::ChoosePin);
    world.send(Event::FaultRaised(Fault::NoReader));
    assert_eq!(world.page(), ScreenName::InsertNewCard);
}

#[test]
fn a_broken_journal_stops_the_visit_before_a_write() {
    let mut world = World::at(ScreenName::RequestRelease);
    let before = world.journal.len();
    world.send(Event::FaultRaised(Fault::NoJournal));
    assert_eq!(world.finish(), Outcome::Unavailable);
    assert_eq!(world.journal.len(), before, "nothing more is written");
}

#[test]
fn a_broken_journal_lets_a_written_card_be_confirmed() {
    let mut world = World::at(ScreenName::SetPin);
    world.send(Event::FaultRaised(Fault::NoJournal));
    assert_eq!(world.finish(), Outcome::Completed);
    world.go_on();
    assert_eq!(world.page(), ScreenName::OutOfService);
}

#[test]
fn without_a_durable_proof_no_delivery_is_promised() {
    let mut world = World::at(ScreenName::SignNewProof);
    world.send(Event::FaultRaised(Fault::NoJournal));
    world.walk_to(ScreenName::Confirm);
    world.reply(Answer::Unreachable);
    assert_eq!(world.finish(), Outcome::ToBeCompleted);
}

#[test]
fn tampering_wipes_everything_at_once() {
    let mut world = World::at(ScreenName::SignNewProof);
    world.effects.clear();
    world.send(Event::FaultRaised(Fault::Tamper));
    assert_eq!(world.page(), ScreenName::OutOfService);
    assert!(world.did(Effect::WipeAll) && world.did(Effect::Forget));
    assert!(
        world
            .records()
            .ends_with(&[Record::IntentSet, Record::Closed])
    );
    let closed = |op: &JournalOp| matches!(op, JournalOp::Close(_, Outcome::OutOfService));
    assert!(world.journal.iter().any(closed));
}

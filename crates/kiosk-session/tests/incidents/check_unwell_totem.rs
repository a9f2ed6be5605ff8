// SPDX-License-Identifier: EUPL-1.2
//! The totem itself misses something while a card is being checked, or before.

use kiosk_session::{Effect, Event, Fault, Notice, Proof, ScreenName, Touch};

use crate::world::World;

#[test]
fn out_of_service_is_out_of_service_for_checks_too() {
    let mut world = World::at(ScreenName::Idle);
    world.send(Event::FaultRaised(Fault::Clock));
    world.touch(Touch::Check);
    assert_eq!(world.page(), ScreenName::OutOfService);
}

#[test]
fn a_check_is_finished_before_the_totem_goes_out_of_service() {
    for fault in [Fault::MaintenanceDue, Fault::NoJournal, Fault::Disk] {
        let mut world = World::checking(ScreenName::CheckReport);
        world.send(Event::FaultRaised(fault));
        world.walk_to(ScreenName::CheckSign);
        world.walk_to(ScreenName::CheckReport);
        assert_eq!(world.report().proof, Proof::Works, "{fault:?}");
        world.walk_to(ScreenName::OutOfService);
        assert!(world.did(Effect::Forget));
    }
}

#[test]
fn a_lost_reader_is_a_pulled_card() {
    let mut world = World::checking(ScreenName::CheckEnterPin);
    world.send(Event::FaultRaised(Fault::NoReader));
    assert_eq!(world.page(), ScreenName::CheckReport);
    assert!(world.shows(Notice::Reinsert));
}

#[test]
fn tampering_wipes_everything_at_once() {
    for page in [ScreenName::CheckEnterPin, ScreenName::CheckSign] {
        let mut world = World::checking(page);
        world.effects.clear();
        world.send(Event::FaultRaised(Fault::Tamper));
        assert_eq!(world.page(), ScreenName::OutOfService);
        assert!(world.did(Effect::WipeAll) && world.did(Effect::Forget));
        assert!(world.journal.is_empty());
    }
}

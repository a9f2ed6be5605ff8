// SPDX-License-Identifier: EUPL-1.2
//! A totem with two readers: the old card may stay where it is.

use activation_protocol::Outcome;
use kiosk_session::{Effect, Event, Policy, Reading, ScreenName, Slot};

use crate::world::{NEW, READER, World};

fn at_the_second_card() -> World {
    let mut world = World::new(Policy {
        readers: 2,
        ..Policy::default()
    });
    world.walk_to(ScreenName::InsertNewCard);
    world
}

#[test]
fn the_new_card_goes_into_the_other_reader() {
    let other = Slot(1);
    let mut world = at_the_second_card();
    world.send(Event::Inserted(other));
    world.answer(Event::CardRead(Reading::Cns(NEW)));
    world.walk_to(ScreenName::TakeCard);
    assert!(world.did(Effect::SetPin(other)));
    assert!(!world.did(Effect::SetPin(READER)));
    world.send(Event::Removed(other));
    assert_eq!(
        world.page(),
        ScreenName::TakeCard,
        "the old one is still in"
    );
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn one_reader_can_still_serve_both() {
    assert_eq!(at_the_second_card().finish(), Outcome::Completed);
}

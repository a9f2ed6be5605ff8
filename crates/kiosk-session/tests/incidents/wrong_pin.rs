// SPDX-License-Identifier: EUPL-1.2
//! The old card's PIN is wrong.

use activation_protocol::Outcome;
use kiosk_session::{CardFault, Event, Message, Notice, PinAnswer, ScreenName};

use crate::world::World;

fn wrong(tries_left: Option<u8>) -> Event {
    Event::PinChecked(Ok(PinAnswer::Wrong { tries_left }))
}

#[test]
fn two_wrong_pins_end_the_visit_with_one_try_left() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    world.answer(wrong(Some(2)));
    assert_eq!(world.page(), ScreenName::EnterOldPin);
    assert!(world.shows(Notice::WrongPin));
    assert_eq!(world.screen().tries_left, Some(2));
    world.walk_to(ScreenName::VerifyOldPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.screen().outcome, Some(Outcome::WrongPin));
    assert_eq!(world.messages(), [Message::Abort { no_write: true }]);
}

#[test]
fn a_card_with_one_try_left_is_not_tried_again() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.screen().outcome, Some(Outcome::WrongPin));
}

#[test]
fn a_card_that_does_not_count_aloud_is_tried_twice() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    world.answer(wrong(None));
    assert_eq!(
        world.screen().tries_left,
        None,
        "the page tells only what the card said"
    );
    world.walk_to(ScreenName::VerifyOldPin);
    world.answer(wrong(None));
    assert_eq!(world.screen().outcome, Some(Outcome::WrongPin));
}

#[test]
fn a_lost_answer_may_have_been_the_last_try_but_one() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    world.answer(wrong(Some(2)));
    world.walk_to(ScreenName::VerifyOldPin);
    world.answer(Event::PinChecked(Err(CardFault::Transport)));
    assert_eq!(world.finish(), Outcome::WrongPin);
}

#[test]
fn one_wrong_pin_and_then_the_right_one_go_on() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    world.answer(wrong(Some(2)));
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn too_few_digits_are_not_sent_to_the_card() {
    let mut world = World::at(ScreenName::EnterOldPin);
    world.send(Event::Typed(4));
    world.touch(kiosk_session::Touch::Confirm);
    assert_eq!(world.page(), ScreenName::EnterOldPin);
    assert_eq!(world.screen().entry.map(|entry| entry.typed), Some(4));
}

// SPDX-License-Identifier: EUPL-1.2
//! The new card comes back to have its activation confirmed.

use activation_protocol::Outcome;
use activation_protocol::messages::Flow;
use kiosk_session::{
    Answer, CardFault, Effect, Event, Notice, PinAnswer, Record, ScreenName, SecretSlot, Touch,
};

use crate::world::{NEW, World};

fn resuming() -> World {
    let mut world = World::at(ScreenName::Idle);
    world.insert(NEW);
    world.walk_to(ScreenName::OpenSession);
    world.reply(Answer::Opened(Flow::ConfirmOnly));
    assert_eq!(world.page(), ScreenName::EnterNewPin);
    world
}

fn wrong(tries_left: Option<u8>) -> Event {
    Event::PinChecked(Ok(PinAnswer::Wrong { tries_left }))
}

#[test]
fn the_new_card_and_its_pin_are_enough() {
    let mut world = resuming();
    assert_eq!(world.finish(), Outcome::Completed);
    let records = [
        Record::Open,
        Record::Proof,
        Record::Confirmed,
        Record::Closed,
    ];
    assert_eq!(world.records(), records);
}

#[test]
fn one_wrong_pin_may_be_corrected_and_a_second_stops() {
    let mut world = resuming();
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(wrong(Some(2)));
    assert!(world.shows(Notice::WrongPin));
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.finish(), Outcome::WrongPin);
}

#[test]
fn a_card_that_does_not_count_aloud_is_not_tried_twice() {
    let mut world = resuming();
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(wrong(None));
    assert_eq!(world.finish(), Outcome::WrongPin);
}

#[test]
fn a_pin_whose_answer_was_lost_is_typed_again() {
    let mut world = resuming();
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(wrong(Some(3)));
    world.walk_to(ScreenName::VerifyNewPin);
    world.remove();
    world.answer(Event::PinChecked(Err(CardFault::Removed)));
    assert!(world.did(Effect::Wipe(SecretSlot::NewPin)));
    world.effects.clear();
    world.walk_to(ScreenName::EnterNewPin);
    let asked = |effect: &Effect| matches!(effect, Effect::VerifyPin(..));
    assert!(!world.effects.iter().any(asked), "nobody typed it twice");
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn a_lost_answer_may_have_been_the_last_try_but_one() {
    let mut world = resuming();
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(wrong(Some(2)));
    world.walk_to(ScreenName::VerifyNewPin);
    world.answer(Event::PinChecked(Err(CardFault::Transport)));
    assert_eq!(world.finish(), Outcome::WrongPin);
}

#[test]
fn who_forgot_the_pin_starts_over_with_the_old_card() {
    let mut world = resuming();
    world.touch(Touch::ForgotPin);
    assert_eq!(world.page(), ScreenName::InsertOldCard);
    assert_eq!(world.finish(), Outcome::Completed);
    assert!(
        world.records().contains(&Record::IntentSet),
        "with a new release"
    );
}

#[test]
fn who_stops_is_told_what_is_missing() {
    let mut world = resuming();
    world.touch(Touch::Cancel);
    assert_eq!(world.finish(), Outcome::ToBeCompleted);
}

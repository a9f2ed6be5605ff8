// SPDX-License-Identifier: EUPL-1.2
//! The PIN of a card being checked is wrong: it is spared as in a visit.

use kiosk_session::{Action, CardFault, Effect, Event, Notice, PinAnswer, Proof, ScreenName};

use crate::world::{OLD, STRANGER, World};

fn wrong(tries_left: Option<u8>) -> Event {
    Event::PinChecked(Ok(PinAnswer::Wrong { tries_left }))
}

/// How often a card was asked.
fn verified(world: &World) -> usize {
    let asks = |effect: &&Effect| matches!(effect, Effect::VerifyPin(..));
    world.effects.iter().filter(asks).count()
}

fn put_in(world: &mut World, card: kiosk_session::CardFacts) {
    world.remove();
    world.insert(card);
    world.walk_to(ScreenName::CheckReport);
}

#[test]
fn one_wrong_pin_may_be_corrected() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(Some(2)));
    assert_eq!(world.page(), ScreenName::CheckEnterPin);
    assert!(world.shows(Notice::WrongPin));
    assert_eq!(world.screen().tries_left, Some(2));
    world.walk_to(ScreenName::CheckReport);
    assert_eq!(world.report().proof, Proof::Works);
}

#[test]
fn the_totem_stops_while_one_try_is_left() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.report().proof, Proof::StoppedInTime);
    assert_eq!(world.screen().tries_left, Some(1));
    assert!(!world.offers(Action::ProvePin));
}

#[test]
fn a_card_that_does_not_count_aloud_is_tried_twice() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(None));
    world.walk_to(ScreenName::CheckVerifyPin);
    world.answer(wrong(None));
    assert_eq!(world.report().proof, Proof::StoppedInTime);
}

#[test]
fn a_card_that_was_spared_is_spared_again_after_another_one() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(Some(1)));
    put_in(&mut world, STRANGER);
    assert_eq!(world.report().proof, Proof::NotTried, "that is another PIN");
    assert!(world.offers(Action::ProvePin));
    put_in(&mut world, OLD);
    assert_eq!(world.report().proof, Proof::StoppedInTime);
    assert!(!world.offers(Action::ProvePin));
}

#[test]
fn a_lost_answer_may_have_been_a_refusal() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(Some(2)));
    world.walk_to(ScreenName::CheckVerifyPin);
    world.answer(Event::PinChecked(Err(CardFault::Transport)));
    assert_eq!(world.report().proof, Proof::Failed);
    put_in(&mut world, OLD);
    assert_eq!(world.report().proof, Proof::StoppedInTime);
    assert_eq!(world.screen().tries_left, Some(2), "as the card said last");
}

#[test]
fn a_lost_answer_of_a_card_that_does_not_count_aloud_may_have_been_one_too() {
    let mut world = World::checking(ScreenName::CheckVerifyPin);
    world.answer(wrong(None));
    world.walk_to(ScreenName::CheckVerifyPin);
    world.answer(Event::PinChecked(Err(CardFault::Transport)));
    put_in(&mut world, OLD);
    assert_eq!(world.report().proof, Proof::StoppedInTime);
}

#[test]
fn no_pin_is_sent_that_nobody_typed() {
    for fault in [
        CardFault::Removed,
        CardFault::TimedOut,
        CardFault::Transport,
        CardFault::Garbage,
    ] {
        let mut world = World::checking(ScreenName::CheckVerifyPin);
        world.answer(Event::PinChecked(Err(fault)));
        assert_eq!(world.page(), ScreenName::CheckReport);
        put_in(&mut world, OLD);
        assert_eq!(verified(&world), 1, "{fault:?}");
    }
}

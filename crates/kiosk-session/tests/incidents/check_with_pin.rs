// SPDX-License-Identifier: EUPL-1.2
//! A person wants to see that the PIN works.

use kiosk_session::{
    Action, CardFault, Effect, Event, PinAnswer, Proof, ScreenName, SecretSlot, Statement, Touch,
};

use crate::world::{READER, World};

#[test]
fn a_card_that_signs_has_a_pin_that_works() {
    let mut world = World::checking(ScreenName::CheckSign);
    assert!(world.did(Effect::VerifyPin(READER, SecretSlot::OldPin)));
    assert!(
        world.did(Effect::Wipe(SecretSlot::OldPin)),
        "once it is sent"
    );
    assert!(world.did(Effect::Sign(READER, Statement::CardCheck)));
    world.effects.clear();
    world.walk_to(ScreenName::CheckReport);
    assert_eq!(world.report().proof, Proof::Works);
    assert!(world.did(Effect::PowerOff(READER)), "the card forgets it");
    assert!(!world.offers(Action::ProvePin), "it is proven");
    world.walk_to(ScreenName::Idle);
    assert!(world.journal.is_empty());
}

#[test]
fn a_right_pin_without_a_signature_proves_nothing() {
    for fault in [
        CardFault::TimedOut,
        CardFault::Transport,
        CardFault::Garbage,
    ] {
        let mut world = World::checking(ScreenName::CheckSign);
        world.answer(Event::Signed(Err(fault)));
        assert_eq!(world.report().proof, Proof::Failed);
        assert!(
            !world.offers(Action::ProvePin),
            "not before it is read again"
        );
    }
}

#[test]
fn a_card_without_a_usable_pin_is_told_so() {
    for (answer, proof) in [
        (PinAnswer::Blocked, Proof::Blocked),
        (PinAnswer::NotUsable, Proof::NotUsable),
    ] {
        let mut world = World::checking(ScreenName::CheckVerifyPin);
        world.answer(Event::PinChecked(Ok(answer)));
        assert_eq!(world.report().proof, proof);
        assert!(!world.offers(Action::ProvePin));
    }
}

#[test]
fn who_does_not_want_to_type_it_returns_to_the_report() {
    let mut world = World::checking(ScreenName::CheckEnterPin);
    world.send(Event::Typed(3));
    world.touch(Touch::Cancel);
    assert!(world.did(Effect::Wipe(SecretSlot::OldPin)));
    assert_eq!(world.report().proof, Proof::NotTried);
    assert!(
        world.offers(Action::ProvePin),
        "and may still change their mind"
    );
}

#[test]
fn who_stops_while_the_card_thinks_leaves() {
    for page in [ScreenName::CheckVerifyPin, ScreenName::CheckSign] {
        let mut world = World::checking(page);
        world.asked = None;
        world.touch(Touch::Cancel);
        assert!(world.did(Effect::WipeAll));
        assert_eq!(world.page(), ScreenName::TakeCard, "{page:?}");
    }
}

#[test]
fn too_few_digits_are_not_sent_to_the_card() {
    let mut world = World::checking(ScreenName::CheckEnterPin);
    world.send(Event::Typed(4));
    world.touch(Touch::Confirm);
    assert_eq!(world.page(), ScreenName::CheckEnterPin);
}

// SPDX-License-Identifier: EUPL-1.2
//! A card that is silent, of an unknown kind, without certificate or not in itself consistent.

use activation_protocol::messages::{CardCheck, CardStanding};
use kiosk_session::{
    Action, Answer, Call, CardFacts, CardFault, CardReport, Effect, Event, Found, Notice, Proof,
    Reading, ScreenName, ServiceWord, Touch,
};

use crate::world::{IN_ORDER, OLD, READER, World};

fn read_as(reading: Reading) -> World {
    let mut world = World::checking(ScreenName::CheckReadCard);
    world.answer(Event::CardRead(reading));
    world
}

#[test]
fn a_card_that_is_no_cns_is_told_without_the_service() {
    for (reading, found) in [
        (Reading::UnknownType, Found::UnknownType),
        (Reading::WithoutCertificate, Found::WithoutCertificate),
    ] {
        let world = read_as(reading);
        let report = CardReport {
            found,
            service: ServiceWord::NotAsked,
            proof: Proof::NotTried,
        };
        assert_eq!(world.report(), report);
        assert!(!world.did(Effect::Call(Call::CheckCard)));
        assert!(!world.offers(Action::ProvePin));
        assert!(world.did(Effect::PowerOff(READER)));
    }
}

#[test]
fn what_is_odd_about_a_cns_is_told_and_never_refused() {
    let odd = CardFacts {
        expired: true,
        data_match: false,
        ..OLD
    };
    let mut world = read_as(Reading::Cns(odd));
    world.walk_to(ScreenName::CheckReport);
    let found = Found::Cns {
        expired: true,
        consistent: true,
        data_match: false,
    };
    assert_eq!(world.report().found, found);
    assert!(world.offers(Action::ProvePin));
}

#[test]
fn of_a_card_that_contradicts_itself_nothing_is_asked_and_no_pin() {
    let world = read_as(Reading::Cns(CardFacts {
        consistent: false,
        ..OLD
    }));
    assert_eq!(world.page(), ScreenName::CheckReport);
    assert_eq!(world.report().service, ServiceWord::NotAsked);
    assert!(!world.did(Effect::Call(Call::CheckCard)));
    assert!(!world.offers(Action::ProvePin));
}

#[test]
fn the_pin_of_a_card_never_activated_is_not_asked_for() {
    let mut world = World::checking(ScreenName::CheckAskService);
    world.reply(Answer::Checked(CardCheck {
        standing: CardStanding::NotActivated,
        ..IN_ORDER
    }));
    assert_eq!(world.page(), ScreenName::CheckReport);
    assert!(!world.offers(Action::ProvePin));
    world.touch(Touch::ProvePin);
    assert_eq!(world.page(), ScreenName::CheckReport);
}

#[test]
fn a_silent_card_is_turned_twice_and_then_called_unreadable() {
    let mut world = World::checking(ScreenName::CheckInsertCard);
    for _ in 0..2 {
        world.send(Event::Mute(READER));
        assert!(world.shows(Notice::TurnCard));
        world.remove();
    }
    world.send(Event::Mute(READER));
    assert_eq!(world.report().found, Found::Unreadable);
    world.remove();
    world.insert(OLD);
    world.walk_to(ScreenName::CheckReport);
    assert_ne!(
        world.report().found,
        Found::Unreadable,
        "it was the other way round"
    );
}

#[test]
fn a_card_that_breaks_off_is_asked_for_twice_more() {
    let mut world = World::checking(ScreenName::CheckReadCard);
    for _ in 0..2 {
        world.answer(Event::CardRead(Reading::Failed(CardFault::Garbage)));
        assert_eq!(world.page(), ScreenName::CheckInsertCard);
        assert!(world.shows(Notice::Reinsert));
        world.walk_to(ScreenName::CheckReadCard);
    }
    world.answer(Event::CardRead(Reading::Failed(CardFault::TimedOut)));
    assert_eq!(world.report().found, Found::Unreadable);
}

#[test]
fn a_silent_card_after_a_report_begins_a_new_check() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.remove();
    world.send(Event::Mute(READER));
    assert_eq!(world.page(), ScreenName::CheckInsertCard);
    assert!(world.shows(Notice::TurnCard));
}

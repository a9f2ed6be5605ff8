// SPDX-License-Identifier: EUPL-1.2
//! A card that is silent, unknown, expired, somebody else's or the same again.

use activation_protocol::{Outcome, ProblemCode};
use kiosk_session::{Answer, CardFacts, Event, Notice, Reading, ScreenName, Touch};

use crate::world::{NEW, OLD, READER, STRANGER, World};

fn read_as(page: ScreenName, reading: Reading) -> World {
    let mut world = World::at(page);
    world.answer(Event::CardRead(reading));
    world
}

#[test]
fn an_unknown_kind_of_card_is_never_called_bad() {
    for page in [ScreenName::ReadOldCard, ScreenName::ReadNewCard] {
        let world = read_as(page, Reading::UnknownType);
        assert_eq!(world.screen().outcome, Some(Outcome::NoChipOrUnknownType));
        assert!(world.shows(Notice::UnknownType));
    }
}

#[test]
fn a_chip_without_certificate_is_not_called_a_card_without_chip() {
    for page in [ScreenName::ReadOldCard, ScreenName::ReadNewCard] {
        let world = read_as(page, Reading::WithoutCertificate);
        assert_eq!(world.screen().outcome, Some(Outcome::NoChipOrUnknownType));
        assert!(world.shows(Notice::UnknownType));
    }
}

#[test]
fn an_expired_old_card_is_told_before_any_pin() {
    let expired = CardFacts {
        expired: true,
        ..OLD
    };
    let world = read_as(ScreenName::ReadOldCard, Reading::Cns(expired));
    assert_eq!(world.screen().outcome, Some(Outcome::OldExpired));
}

#[test]
fn a_silent_card_is_turned_twice_and_then_given_up() {
    for (page, outcome) in [
        (ScreenName::InsertOldCard, Outcome::Unreadable),
        (ScreenName::InsertNewCard, Outcome::NoChipOrUnknownType),
    ] {
        let mut world = World::at(page);
        for _ in 0..2 {
            world.send(Event::Mute(READER));
            assert!(world.shows(Notice::TurnCard));
            world.remove();
        }
        world.send(Event::Mute(READER));
        assert_eq!(world.screen().outcome, Some(outcome));
    }
}

#[test]
fn the_old_card_again_is_told_apart() {
    let world = read_as(ScreenName::ReadNewCard, Reading::Cns(OLD));
    assert!(world.shows(Notice::SameCard));
}

#[test]
fn somebody_elses_card_may_be_exchanged_twice() {
    let mut world = read_as(ScreenName::ReadNewCard, Reading::Cns(STRANGER));
    for _ in 0..2 {
        assert!(world.shows(Notice::WrongSecondCard));
        world.remove();
        world.insert(STRANGER);
        world.go_on();
    }
    assert_eq!(world.finish(), Outcome::DifferentHolder);
}

#[test]
fn who_has_no_other_card_is_told_why_this_one_was_not_taken() {
    let mut world = read_as(ScreenName::ReadNewCard, Reading::Cns(STRANGER));
    world.touch(Touch::Cancel);
    assert_eq!(world.screen().outcome, Some(Outcome::DifferentHolder));
}

#[test]
fn after_a_strangers_card_the_right_one_completes_the_visit() {
    let mut world = World::at(ScreenName::BindNewCard);
    world.reply(Answer::Problem(ProblemCode::HolderMismatch));
    assert!(world.shows(Notice::WrongSecondCard));
    world.remove();
    world.insert(NEW);
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn what_the_backend_knows_of_the_old_card_ends_the_visit() {
    for (code, outcome) in [
        (ProblemCode::OldNotActive, Outcome::OldNeverActivated),
        (ProblemCode::OldRevoked, Outcome::OldBlocked),
        (ProblemCode::MinorAtActivation, Outcome::ActivatedAsMinor),
        (ProblemCode::CardNotActivated, Outcome::OldCardFirst),
    ] {
        let mut world = World::at(ScreenName::OpenSession);
        world.reply(Answer::Problem(code));
        assert_eq!(world.finish(), outcome);
        assert!(
            world.messages().is_empty(),
            "a refused session needs no abort"
        );
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The card is pulled out in the middle of a check, at each page that has one inside.

use kiosk_session::{
    Action, CardFault, Effect, Event, Found, Notice, Proof, Reading, ScreenName, SecretSlot,
};

use crate::world::{OLD, World};

const WITH_A_CARD: [ScreenName; 6] = [
    ScreenName::CheckReadCard,
    ScreenName::CheckAskService,
    ScreenName::CheckReport,
    ScreenName::CheckEnterPin,
    ScreenName::CheckVerifyPin,
    ScreenName::CheckSign,
];

/// How a conversation ends when its card is gone; a call ends as it would have.
fn broken(question: Effect) -> Option<Event> {
    let gone = CardFault::Removed;
    match question {
        Effect::ReadCard(_) => Some(Event::CardRead(Reading::Failed(gone))),
        Effect::VerifyPin(..) => Some(Event::PinChecked(Err(gone))),
        Effect::Sign(..) => Some(Event::Signed(Err(gone))),
        _ => None,
    }
}

/// The card is pulled; the reader says so first, or the conversation does.
fn pulled_at(page: ScreenName, removed_first: bool) -> World {
    let mut world = World::checking(page);
    let answer = world.asked.and_then(broken);
    if removed_first {
        world.remove();
    }
    if let Some(answer) = answer {
        world.answer(answer);
    }
    if !removed_first {
        world.remove();
    }
    world
}

#[test]
fn a_card_that_is_put_back_is_checked_to_the_end() {
    for page in WITH_A_CARD {
        for removed_first in [true, false] {
            let mut world = pulled_at(page, removed_first);
            if page == ScreenName::CheckAskService {
                world.go_on();
            }
            world.insert(OLD);
            assert_eq!(world.page(), ScreenName::CheckReadCard, "{page:?}");
            world.walk_to(ScreenName::CheckSign);
            world.walk_to(ScreenName::CheckReport);
            assert_eq!(world.report().proof, Proof::Works, "{page:?}");
        }
    }
}

#[test]
fn nothing_is_said_of_a_card_that_was_not_read() {
    for removed_first in [true, false] {
        let world = pulled_at(ScreenName::CheckReadCard, removed_first);
        assert_eq!(world.page(), ScreenName::CheckInsertCard);
        assert!(world.shows(Notice::Reinsert));
        assert_eq!(world.screen().report, None);
    }
}

#[test]
fn pulling_a_card_often_does_not_make_it_unreadable() {
    let mut world = World::checking(ScreenName::CheckReadCard);
    for _ in 0..5 {
        world.answer(Event::CardRead(Reading::Failed(CardFault::Removed)));
        assert_eq!(world.page(), ScreenName::CheckInsertCard);
        world.walk_to(ScreenName::CheckReadCard);
    }
}

#[test]
fn what_was_read_is_still_told() {
    for page in [
        ScreenName::CheckAskService,
        ScreenName::CheckEnterPin,
        ScreenName::CheckVerifyPin,
        ScreenName::CheckSign,
    ] {
        let mut world = pulled_at(page, true);
        world.walk_to(ScreenName::CheckReport);
        let report = world.report();
        assert!(matches!(report.found, Found::Cns { .. }), "{page:?}");
        assert_eq!(report.proof, Proof::NotTried, "{page:?}: nothing failed");
        assert!(!world.offers(Action::ProvePin), "{page:?}");
    }
}

#[test]
fn a_pin_typed_for_a_card_that_left_is_wiped() {
    let world = pulled_at(ScreenName::CheckEnterPin, true);
    assert!(world.did(Effect::Wipe(SecretSlot::OldPin)));
    assert!(world.shows(Notice::Reinsert));
}

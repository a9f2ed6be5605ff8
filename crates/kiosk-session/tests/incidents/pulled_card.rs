// SPDX-License-Identifier: EUPL-1.2
//! A card is pulled out, at each page that has one inside.

use activation_protocol::Outcome;
use kiosk_session::{CardFault, Effect, Event, Notice, Reading, ScreenName, SecretSlot, SetAnswer};

use crate::world::World;

const WITH_A_CARD: [ScreenName; 16] = [
    ScreenName::ReadOldCard,
    ScreenName::OpenSession,
    ScreenName::EnterOldPin,
    ScreenName::VerifyOldPin,
    ScreenName::SignOldProof,
    ScreenName::SendOldProof,
    ScreenName::ReadNewCard,
    ScreenName::BindNewCard,
    ScreenName::ChoosePin,
    ScreenName::RequestRelease,
    ScreenName::SetPin,
    ScreenName::VerifyNewPin,
    ScreenName::SignNewProof,
    ScreenName::Confirm,
    ScreenName::PrintReceipt,
    ScreenName::TakeCard,
];

/// How a conversation ends when its card is gone.
fn broken(question: Effect) -> Option<Event> {
    let gone = CardFault::Removed;
    match question {
        Effect::ReadCard(_) => Some(Event::CardRead(Reading::Failed(gone))),
        Effect::VerifyPin(..) => Some(Event::PinChecked(Err(gone))),
        Effect::Sign(..) => Some(Event::Signed(Err(gone))),
        Effect::SetPin(_) => Some(Event::PinSet(SetAnswer::Lost(gone))),
        _ => None,
    }
}

#[test]
fn a_card_that_is_pulled_and_put_back_completes_the_visit() {
    for page in WITH_A_CARD {
        for removed_first in [true, false] {
            let mut world = World::at(page);
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
            assert_eq!(
                world.finish(),
                Outcome::Completed,
                "{page:?}, {removed_first}"
            );
        }
    }
}

#[test]
fn a_pin_typed_for_a_card_that_left_is_wiped() {
    let mut world = World::at(ScreenName::EnterOldPin);
    world.remove();
    assert!(world.did(Effect::Wipe(SecretSlot::OldPin)));
    assert!(world.shows(Notice::Reinsert));
}

#[test]
fn a_third_broken_conversation_with_the_old_card_ends_the_visit() {
    let mut world = World::at(ScreenName::VerifyOldPin);
    for _ in 0..2 {
        world.answer(Event::PinChecked(Err(CardFault::Transport)));
        assert!(world.shows(Notice::Reinsert));
        world.walk_to(ScreenName::VerifyOldPin);
    }
    world.answer(Event::PinChecked(Err(CardFault::Transport)));
    assert_eq!(world.screen().outcome, Some(Outcome::Unreadable));
}

#[test]
fn a_proven_card_pulled_for_good_leaves_only_the_last_step() {
    for page in [ScreenName::VerifyNewPin, ScreenName::SignNewProof] {
        let mut world = World::at(page);
        let answer = world.asked.and_then(broken).expect("the card is asked");
        world.remove();
        world.answer(answer);
        assert_eq!(world.page(), ScreenName::VerifyNewPin);
        world.wait(120_000);
        assert_eq!(world.finish(), Outcome::ToBeCompleted);
    }
}

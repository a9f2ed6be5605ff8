// SPDX-License-Identifier: EUPL-1.2
//! The person stops, at each page.

use activation_protocol::Outcome;
use kiosk_session::{Action, Effect, Message, ScreenName, Touch};

use crate::world::World;

const EARLY: [ScreenName; 2] = [ScreenName::InsertOldCard, ScreenName::ReadOldCard];

const ANNOUNCED: [ScreenName; 11] = [
    ScreenName::OpenSession,
    ScreenName::EnterOldPin,
    ScreenName::VerifyOldPin,
    ScreenName::SignOldProof,
    ScreenName::SendOldProof,
    ScreenName::RemoveOldCard,
    ScreenName::InsertNewCard,
    ScreenName::ReadNewCard,
    ScreenName::BindNewCard,
    ScreenName::ChoosePin,
    ScreenName::RequestRelease,
];

const NO_WAY_BACK: [ScreenName; 4] = [
    ScreenName::SetPin,
    ScreenName::VerifyNewPin,
    ScreenName::SignNewProof,
    ScreenName::Confirm,
];

#[test]
fn before_the_backend_knows_there_is_nothing_to_tell() {
    for page in EARLY {
        let world = cancelled_at(page);
        assert!(world.journal.len() <= 1, "{page:?}: {:?}", world.journal);
    }
}

#[test]
fn afterwards_the_backend_hears_that_nothing_was_written() {
    for page in ANNOUNCED {
        let world = cancelled_at(page);
        assert_eq!(
            world.messages(),
            [Message::Abort { no_write: true }],
            "{page:?}"
        );
    }
}

#[test]
fn while_the_card_is_written_nothing_offers_to_stop() {
    for page in NO_WAY_BACK {
        let mut world = World::at(page);
        assert!(
            !world.screen().actions.contains(&Action::Cancel),
            "{page:?}"
        );
        world.touch(Touch::Cancel);
        assert_eq!(world.page(), page);
        assert_eq!(world.finish(), Outcome::Completed);
    }
}

fn cancelled_at(page: ScreenName) -> World {
    let mut world = World::at(page);
    assert!(world.screen().actions.contains(&Action::Cancel), "{page:?}");
    world.effects.clear();
    world.touch(Touch::Cancel);
    assert_eq!(
        world.screen().outcome,
        Some(Outcome::NothingChanged),
        "{page:?}"
    );
    assert!(world.did(Effect::WipeAll), "{page:?}");
    world
}

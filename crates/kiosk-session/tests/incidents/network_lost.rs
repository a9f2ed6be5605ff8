// SPDX-License-Identifier: EUPL-1.2
//! The backend does not answer, at each call.

use activation_protocol::Outcome;
use kiosk_session::{Answer, Effect, Event, Message, Record, ScreenName, Touch};

use crate::world::World;

fn unreachable_at(page: ScreenName) -> World {
    let mut world = World::at(page);
    world.effects.clear();
    world.reply(Answer::Unreachable);
    assert!(
        world.did(Effect::WipeAll) && world.did(Effect::Deliver),
        "{page:?}"
    );
    world
}

#[test]
fn before_the_release_the_service_is_not_available() {
    for page in [
        ScreenName::OpenSession,
        ScreenName::SendOldProof,
        ScreenName::BindNewCard,
    ] {
        let mut world = unreachable_at(page);
        assert_eq!(world.messages(), [Message::Abort { no_write: true }]);
        assert_eq!(world.finish(), Outcome::Unavailable);
    }
}

#[test]
fn a_lost_release_changes_nothing_and_the_backend_hears_so() {
    let mut world = unreachable_at(ScreenName::RequestRelease);
    assert_eq!(world.messages(), [Message::Abort { no_write: true }]);
    assert_eq!(world.finish(), Outcome::NothingChanged);
}

#[test]
fn a_lost_confirmation_is_delivered_without_the_citizen() {
    let mut world = unreachable_at(ScreenName::Confirm);
    assert_eq!(world.finish(), Outcome::BeingRegistered);
    assert!(world.did(Effect::Print(Outcome::BeingRegistered)));
    assert!(
        world.messages().is_empty(),
        "the proof is in the outbox since R3"
    );
    assert!(world.records().ends_with(&[Record::Proof, Record::Closed]));
}

#[test]
fn nobody_is_asked_for_anything_while_the_backend_is_away() {
    let mut world = World::at(ScreenName::Idle);
    world.send(Event::Readiness(false));
    world.touch(Touch::Start);
    assert_eq!(world.screen().outcome, Some(Outcome::Unavailable));
    assert!(world.journal.is_empty());
    assert_eq!(world.totem.session(), None);
}

// SPDX-License-Identifier: EUPL-1.2
//! An answer comes after the person stopped, perhaps when the next one is here.

use activation_protocol::messages::Flow;
use kiosk_session::{Answer, Event, ScreenName, Touch};

use crate::world::World;

#[test]
fn the_next_persons_call_is_not_answered_by_the_one_before() {
    let mut world = World::at(ScreenName::OpenSession);
    world.asked = None;
    world.touch(Touch::Cancel);
    world.walk_to(ScreenName::Idle);
    world.walk_to(ScreenName::OpenSession);
    let second = world.asked.take();
    world.send(Event::Answered(Answer::Opened(Flow::OldAuth)));
    assert_eq!(
        world.page(),
        ScreenName::OpenSession,
        "that was for the first person"
    );
    world.asked = second;
    world.reply(Answer::Opened(Flow::OldAuth));
    assert_eq!(world.page(), ScreenName::EnterOldPin);
}

// SPDX-License-Identifier: EUPL-1.2
//! The old card's PIN was blocked before anybody came.

use activation_protocol::Outcome;
use kiosk_session::{Event, PinAnswer, ScreenName};

use crate::world::World;

#[test]
fn a_blocked_pin_is_told_at_once() {
    for answer in [
        PinAnswer::Blocked,
        PinAnswer::Wrong {
            tries_left: Some(0),
        },
    ] {
        let mut world = World::at(ScreenName::VerifyOldPin);
        world.answer(Event::PinChecked(Ok(answer)));
        assert_eq!(world.screen().outcome, Some(Outcome::PinBlocked));
    }
}

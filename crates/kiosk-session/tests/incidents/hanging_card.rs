// SPDX-License-Identifier: EUPL-1.2
//! A card stops answering while it signs: asking the same card again would hang again.

use activation_protocol::Outcome;
use kiosk_session::{CardFault, Effect, Event, Notice, ScreenName};

use crate::world::{READER, World};

fn hangs_at(page: ScreenName) -> World {
    let mut world = World::at(page);
    world.effects.clear();
    world.answer(Event::Signed(Err(CardFault::TimedOut)));
    world
}

#[test]
fn it_is_let_go_and_asked_for_and_not_talked_to_before_it_was_out() {
    for (page, asks) in [
        (ScreenName::SignOldProof, ScreenName::InsertOldCard),
        (ScreenName::SignNewProof, ScreenName::VerifyNewPin),
    ] {
        let world = hangs_at(page);
        assert_eq!(world.page(), asks);
        assert!(world.shows(Notice::Reinsert), "{page:?}");
        assert!(world.did(Effect::PowerOff(READER)), "{page:?}");
        assert_eq!(world.asked, None, "{page:?}");
    }
}

#[test]
fn taken_out_and_put_back_it_completes_the_visit() {
    for page in [ScreenName::SignOldProof, ScreenName::SignNewProof] {
        let mut world = hangs_at(page);
        world.remove();
        assert_eq!(world.finish(), Outcome::Completed, "{page:?}");
    }
}

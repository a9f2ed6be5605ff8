// SPDX-License-Identifier: EUPL-1.2
//! The slip does not come out.

use activation_protocol::Outcome;
use kiosk_session::{Event, Notice, Printed, ScreenName};

use crate::world::World;

#[test]
fn without_paper_the_code_stays_on_the_screen_for_a_minute() {
    for printed in [Printed::NoPaper, Printed::Failed] {
        let mut world = World::at(ScreenName::PrintReceipt);
        world.answer(Event::Printed(printed));
        assert_eq!(world.finish(), Outcome::Completed);
        assert!(world.shows(Notice::CodeOnScreen));
        world.wait(59_999);
        assert_eq!(world.page(), ScreenName::Outcome);
        world.wait(1);
        assert_eq!(world.page(), ScreenName::Idle);
    }
}

#[test]
fn with_a_slip_in_hand_the_page_goes_sooner() {
    let mut world = World::at(ScreenName::Outcome);
    assert!(!world.shows(Notice::CodeOnScreen));
    world.wait(20_000);
    assert_eq!(world.page(), ScreenName::Idle);
}

// SPDX-License-Identifier: EUPL-1.2
//! The person walks away from a check, with or without the card.

use kiosk_session::{Action, Effect, ScreenName, Touch};

use crate::world::World;

#[test]
fn each_page_warns_before_it_gives_up() {
    for page in [
        ScreenName::CheckInsertCard,
        ScreenName::CheckReport,
        ScreenName::CheckEnterPin,
    ] {
        let mut world = World::checking(page);
        world.wait(59_999);
        assert!(!world.screen().warning, "{page:?}");
        world.wait(1);
        assert!(world.screen().warning);
        assert!(world.offers(Action::Extend));
        world.effects.clear();
        world.wait(20_000);
        assert!(world.did(Effect::WipeAll), "{page:?}");
        assert_eq!(world.screen().outcome, None);
        assert_eq!(world.screen().report, None);
    }
}

#[test]
fn more_time_is_given_to_read() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.remove();
    world.wait(79_000);
    world.touch(Touch::Extend);
    assert!(!world.screen().warning);
    world.wait(79_000);
    assert_eq!(world.page(), ScreenName::CheckReport);
    world.wait(1_000);
    assert_eq!(world.page(), ScreenName::Idle);
    assert!(world.did(Effect::Forget));
}

#[test]
fn a_card_left_behind_calls_for_attention() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.wait(80_000);
    assert_eq!(world.page(), ScreenName::TakeCard);
    world.wait(60_000);
    assert_eq!(world.page(), ScreenName::CardLeft);
    assert!(world.did(Effect::Attention));
    world.touch(Touch::Check);
    assert_eq!(
        world.page(),
        ScreenName::CardLeft,
        "nothing before it is out"
    );
    world.remove();
    assert_eq!(world.page(), ScreenName::Idle);
    assert!(world.did(Effect::Forget));
}

#[test]
fn a_check_ends_after_a_quarter_of_an_hour() {
    let mut world = World::checking(ScreenName::CheckReport);
    for _ in 0..30 {
        world.wait(30_000);
        world.touch(Touch::Other);
    }
    assert_eq!(world.page(), ScreenName::TakeCard);
}

// SPDX-License-Identifier: EUPL-1.2
//! The person walks away, or needs much more time.

use activation_protocol::Outcome;
use kiosk_session::{Action, Effect, Event, LogEvent, Policy, ScreenName, Touch};

use crate::world::World;

const PAGES: [ScreenName; 4] = [
    ScreenName::InsertOldCard,
    ScreenName::EnterOldPin,
    ScreenName::InsertNewCard,
    ScreenName::ChoosePin,
];

#[test]
fn a_page_warns_before_it_gives_up() {
    for page in PAGES {
        let mut world = World::at(page);
        world.wait(59_999);
        assert!(!world.screen().warning, "{page:?}");
        world.wait(1);
        assert!(world.screen().warning);
        assert!(world.screen().actions.contains(&Action::Extend));
        world.wait(20_000);
        assert_eq!(world.screen().outcome, Some(Outcome::NothingChanged));
    }
}

#[test]
fn ten_times_more_time_is_given_and_an_eleventh_is_not() {
    let policy = Policy {
        visit_ms: u64::MAX,
        ..Policy::default()
    };
    let mut world = World::new(policy);
    world.walk_to(ScreenName::InsertOldCard);
    for _ in 0..10 {
        world.wait(79_000);
        assert!(world.screen().actions.contains(&Action::Extend));
        world.touch(Touch::Extend);
        assert!(!world.screen().warning);
    }
    world.wait(79_000);
    assert!(!world.screen().actions.contains(&Action::Extend));
    world.touch(Touch::Extend);
    world.wait(1_000);
    let ended = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Log(LogEvent::SessionEnd {
                extensions: 10,
                duration_s: 870,
                ..
            })
        )
    };
    assert_eq!(world.effects.iter().filter(ended).count(), 1);
}

#[test]
fn digits_are_a_sign_of_life() {
    let mut world = World::at(ScreenName::EnterOldPin);
    world.wait(50_000);
    world.send(Event::Typed(1));
    world.wait(50_000);
    assert!(!world.screen().warning);
}

#[test]
fn a_visit_ends_after_a_quarter_of_an_hour() {
    let mut world = World::at(ScreenName::ChoosePin);
    for _ in 0..29 {
        world.wait(30_000);
        world.touch(Touch::Other);
    }
    world.wait(29_000);
    let screen = world.screen();
    assert!(screen.warning, "the cap is announced too");
    assert!(
        !screen.actions.contains(&Action::Extend),
        "and cannot be moved"
    );
    world.wait(1_000);
    assert_eq!(world.screen().outcome, Some(Outcome::NothingChanged));
}

#[test]
fn an_old_card_left_inside_calls_for_attention_and_stops_the_totem() {
    let mut world = World::at(ScreenName::RemoveOldCard);
    world.wait(60_000);
    assert!(world.did(Effect::Attention));
    world.wait(20_000);
    assert_eq!(world.page(), ScreenName::CardLeft);
    world.touch(Touch::Start);
    assert_eq!(
        world.page(),
        ScreenName::CardLeft,
        "no visit before it is out"
    );
    world.remove();
    assert_eq!(world.page(), ScreenName::Idle);
}

#[test]
fn a_new_card_left_inside_does_too() {
    let mut world = World::at(ScreenName::TakeCard);
    world.wait(60_000);
    assert_eq!(world.page(), ScreenName::CardLeft);
}

#[test]
fn who_changes_the_language_of_the_last_page_may_go_on_reading() {
    let mut world = World::at(ScreenName::Outcome);
    world.remove();
    world.wait(15_000);
    world.touch(Touch::Other);
    world.wait(15_000);
    assert_eq!(world.page(), ScreenName::Outcome);
    world.touch(Touch::Confirm);
    assert_eq!(world.page(), ScreenName::Idle);
}

// SPDX-License-Identifier: EUPL-1.2
//! The new card leaves, or changes, while its PIN is being set.

use activation_protocol::messages::{ReportResult, Verb};
use activation_protocol::{Outcome, ReleaseNo};
use kiosk_session::{
    Answer, Call, CardFault, Effect, Event, Message, Notice, PinAnswer, Policy, ScreenName,
    SecretSlot, SetAnswer, Touch,
};

use crate::world::{NEW, OLD, READER, STRANGER, World};

fn torn() -> World {
    torn_with(Policy::default())
}

fn torn_with(policy: Policy) -> World {
    let mut world = World::new(policy);
    world.walk_to(ScreenName::SetPin);
    world.remove();
    world.answer(Event::PinSet(SetAnswer::Lost(CardFault::Removed)));
    assert_eq!(world.page(), ScreenName::PinUncertain);
    world.effects.clear();
    world
}

fn report(result: ReportResult, sw: Option<u16>) -> [Message; 1] {
    [Message::Report { result, sw }]
}

fn wrong(tries_left: Option<u8>) -> Event {
    Event::PinChecked(Ok(PinAnswer::Wrong { tries_left }))
}

#[test]
fn the_card_is_asked_whether_it_has_the_chosen_pin_already() {
    let mut world = torn();
    world.walk_to(ScreenName::TryChosenPin);
    assert!(world.did(Effect::VerifyPin(READER, SecretSlot::NewPin)));
    assert_eq!(world.finish(), Outcome::Completed);
    assert!(!world.did(Effect::SetPin(READER)), "it had it");
}

#[test]
fn a_card_that_has_not_got_it_is_set_again() {
    let mut world = torn();
    world.walk_to(ScreenName::TryChosenPin);
    world.answer(wrong(Some(2)));
    assert_eq!(world.page(), ScreenName::SetPin);
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn the_last_try_is_spared_and_a_counter_must_help() {
    let mut world = torn();
    world.walk_to(ScreenName::TryChosenPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.finish(), Outcome::CodeNotAccepted);
    assert_eq!(world.messages(), report(ReportResult::Unknown, None));
}

#[test]
fn the_puk_repairs_it_where_policy_allows() {
    let mut world = torn_with(Policy {
        repair: true,
        ..Policy::default()
    });
    world.walk_to(ScreenName::TryChosenPin);
    world.answer(wrong(Some(1)));
    assert_eq!(world.asked, Some(Effect::Call(Call::Release(Verb::Repair))));
    world.reply(Answer::Released(ReleaseNo(2)));
    assert_eq!(world.page(), ScreenName::SetPin);
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn another_card_is_not_touched() {
    let mut world = torn();
    world.insert(STRANGER);
    world.go_on();
    assert_eq!(world.page(), ScreenName::PinUncertain);
    assert!(world.shows(Notice::OtherCard));
    assert!(
        !world
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::VerifyPin(..)))
    );
    assert_eq!(world.totem.first_card(), Some(OLD.card));
    assert_eq!(world.totem.new_card(), Some(NEW.card));
    assert_eq!(
        world.finish(),
        Outcome::Completed,
        "the right one comes back"
    );
}

#[test]
fn a_card_that_does_not_come_back_may_have_its_pin() {
    for give_up in [World::wait_for_the_card, |world: &mut World| {
        world.touch(Touch::Cancel);
    }] {
        let mut world = torn();
        give_up(&mut world);
        assert_eq!(world.finish(), Outcome::ToBeCompleted);
        assert_eq!(world.messages(), report(ReportResult::Unknown, None));
        assert!(world.did(Effect::WipeAll));
    }
}

#[test]
fn what_was_never_sent_changed_nothing() {
    for answer in [SetAnswer::NotSent(CardFault::Removed), SetAnswer::OtherCard] {
        let mut world = World::at(ScreenName::SetPin);
        world.answer(Event::PinSet(answer));
        world.touch(Touch::Cancel);
        assert_eq!(world.screen().outcome, Some(Outcome::NothingChanged));
        assert_eq!(world.messages(), report(ReportResult::Unused, None));
    }
}

#[test]
fn a_card_that_left_before_anything_was_sent_is_set_when_it_is_back() {
    let mut world = World::at(ScreenName::RequestRelease);
    world.remove();
    world.go_on();
    assert_eq!(world.page(), ScreenName::PinUncertain);
    world.walk_to(ScreenName::SetPin);
    assert_eq!(world.finish(), Outcome::Completed);
}

#[test]
fn a_refused_code_is_reported_and_not_tried_again() {
    let mut world = World::at(ScreenName::SetPin);
    world.effects.clear();
    world.answer(Event::PinSet(SetAnswer::Refused {
        sw: 0x63C2,
        tries_left: Some(2),
    }));
    assert_eq!(world.finish(), Outcome::CodeNotAccepted);
    assert_eq!(
        world.messages(),
        report(ReportResult::SecretRejected, Some(0x63C2))
    );
    assert!(!world.did(Effect::SetPin(READER)));
}

#[test]
fn a_forged_release_never_reaches_the_card() {
    let mut world = World::at(ScreenName::RequestRelease);
    world.reply(Answer::ReleaseForged);
    assert_eq!(world.finish(), Outcome::Unavailable);
    assert!(!world.did(Effect::SetPin(READER)));
}

impl World {
    fn wait_for_the_card(&mut self) {
        self.wait(120_000);
    }
}

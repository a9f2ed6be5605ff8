// SPDX-License-Identifier: EUPL-1.2
//! A person only wants to know what the card is.

use activation_protocol::Outcome;
use kiosk_session::{
    Action, Call, CardReport, Effect, Found, LogEvent, Proof, ScreenName, ServiceWord, Touch,
};

use crate::world::{IN_ORDER, READER, World};

const GOOD: CardReport = CardReport {
    found: Found::Cns {
        expired: false,
        consistent: true,
        data_match: true,
    },
    service: ServiceWord::Said(IN_ORDER),
    proof: Proof::NotTried,
};

#[test]
fn a_card_is_read_and_the_service_asked() {
    let world = World::checking(ScreenName::CheckReport);
    assert_eq!(world.report(), GOOD);
    assert!(world.did(Effect::ReadCard(READER)));
    assert!(world.did(Effect::Call(Call::CheckCard)));
    assert!(world.offers(Action::ProvePin) && world.offers(Action::Confirm));
}

#[test]
fn a_check_leaves_nothing_behind() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.effects.clear();
    world.touch(Touch::Confirm);
    assert_eq!(world.page(), ScreenName::TakeCard);
    assert!(world.did(Effect::WipeAll) && world.did(Effect::PowerOff(READER)));
    assert_eq!(world.screen().outcome, None);
    world.remove();
    assert_eq!(world.page(), ScreenName::Idle);
    assert!(world.did(Effect::Forget));
    assert!(world.journal.is_empty(), "{:?}", world.journal);
    assert_eq!(world.totem.session(), None);
    assert_eq!(world.totem.first_card(), None);
}

#[test]
fn the_report_stays_when_the_card_is_taken() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.remove();
    assert_eq!(world.report(), GOOD);
    assert!(!world.offers(Action::ProvePin), "there is nothing to prove");
    world.touch(Touch::ProvePin);
    assert_eq!(world.page(), ScreenName::CheckReport);
    world.touch(Touch::Confirm);
    assert_eq!(world.page(), ScreenName::Idle, "no card is to be taken");
}

#[test]
fn who_stops_early_only_takes_the_card() {
    for page in [ScreenName::CheckReadCard, ScreenName::CheckAskService] {
        let mut world = World::checking(page);
        assert!(world.offers(Action::Cancel), "{page:?}");
        world.asked = None;
        world.touch(Touch::Cancel);
        assert_eq!(world.page(), ScreenName::TakeCard, "{page:?}");
        world.remove();
        assert_eq!(world.page(), ScreenName::Idle);
    }
}

#[test]
fn the_log_tells_classes_only() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.wait(3_000);
    world.touch(Touch::Confirm);
    assert!(world.did(Effect::Log(LogEvent::CheckOpen)));
    let end = LogEvent::CheckEnd {
        found: Some(GOOD.found),
        proof: Proof::NotTried,
        duration_s: 3,
    };
    assert!(world.did(Effect::Log(end)), "{:?}", world.effects);
}

#[test]
fn an_activation_follows_a_check() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.remove();
    world.touch(Touch::Confirm);
    assert_eq!(world.finish(), Outcome::Completed);
}

// SPDX-License-Identifier: EUPL-1.2
//! The backend does not answer, or has nothing to say: the card itself is still told.

use activation_protocol::ProblemCode;
use activation_protocol::messages::{CardCheck, CardStanding, CertificateStanding};
use kiosk_session::{Answer, Event, Proof, ScreenName, ServiceWord, Touch};

use crate::world::World;

#[test]
fn without_the_service_the_rest_is_told_and_the_pin_can_be_proven() {
    for answer in [
        Answer::Unreachable,
        Answer::Problem(ProblemCode::OldNotActive),
        Answer::Confirmed,
    ] {
        let mut world = World::checking(ScreenName::CheckAskService);
        world.reply(answer);
        assert_eq!(world.report().service, ServiceWord::Unreachable);
        world.walk_to(ScreenName::CheckSign);
        world.walk_to(ScreenName::CheckReport);
        assert_eq!(world.report().proof, Proof::Works);
        assert_eq!(world.report().service, ServiceWord::Unreachable);
    }
}

#[test]
fn a_silent_service_is_not_waited_for_long() {
    let mut world = World::checking(ScreenName::CheckAskService);
    world.wait(9_999);
    assert_eq!(world.page(), ScreenName::CheckAskService);
    world.wait(1);
    assert_eq!(world.report().service, ServiceWord::Unreachable);
    world.reply(Answer::Unreachable);
    assert_eq!(world.page(), ScreenName::CheckReport, "too late");
}

#[test]
fn a_check_begins_while_the_backend_is_not_ready() {
    let mut world = World::at(ScreenName::Idle);
    world.send(Event::Readiness(false));
    world.touch(Touch::Check);
    world.walk_to(ScreenName::CheckAskService);
    world.reply(Answer::Unreachable);
    assert_eq!(world.page(), ScreenName::CheckReport);
}

#[test]
fn what_the_service_says_is_repeated_unchanged() {
    let check = CardCheck {
        standing: CardStanding::Replaced,
        certificate: CertificateStanding::NotCheckable,
    };
    let mut world = World::checking(ScreenName::CheckAskService);
    world.reply(Answer::Checked(check));
    assert_eq!(world.report().service, ServiceWord::Said(check));
}

// SPDX-License-Identifier: EUPL-1.2
//! Another card is put in while one is being checked.

use kiosk_session::{
    CardFacts, CardFault, Effect, Event, Found, LogEvent, Proof, Reading, ScreenName, Slot,
};

use crate::world::{OLD, READER, STRANGER, World};

const EXPIRED: CardFacts = CardFacts {
    expired: true,
    data_match: false,
    ..STRANGER
};

fn told_of_the_second(world: &mut World) {
    world.walk_to(ScreenName::CheckReport);
    let found = Found::Cns {
        expired: true,
        consistent: true,
        data_match: false,
    };
    assert_eq!(world.report().found, found);
    assert_eq!(world.report().proof, Proof::NotTried);
    assert_eq!(world.totem.first_card(), Some(EXPIRED.card));
}

#[test]
fn the_check_starts_over_with_it() {
    for page in [
        ScreenName::CheckAskService,
        ScreenName::CheckReport,
        ScreenName::CheckEnterPin,
    ] {
        let mut world = World::checking(page);
        world.asked = None;
        world.remove();
        world.effects.clear();
        world.insert(EXPIRED);
        assert_eq!(world.page(), ScreenName::CheckReadCard, "{page:?}");
        assert!(world.did(Effect::WipeAll));
        let opened = Effect::Log(LogEvent::CheckOpen);
        assert!(world.did(opened), "each card is a check of its own");
        if page == ScreenName::CheckAskService {
            // The answer about the first card comes late.
            let reading = world.asked.take();
            world.send(Event::Answered(kiosk_session::Answer::Unreachable));
            assert_eq!(world.page(), ScreenName::CheckReadCard);
            world.asked = reading;
        }
        told_of_the_second(&mut world);
    }
}

#[test]
fn a_proof_is_not_taken_over() {
    let mut world = World::checking(ScreenName::CheckSign);
    world.walk_to(ScreenName::CheckReport);
    assert_eq!(world.report().proof, Proof::Works);
    world.remove();
    world.insert(EXPIRED);
    told_of_the_second(&mut world);
}

#[test]
fn cards_swapped_before_the_reader_has_spoken_are_told_apart() {
    let mut world = World::checking(ScreenName::CheckReadCard);
    let reading = world.asked.take();
    world.remove();
    world.insert(EXPIRED);
    world.asked = reading;
    world.answer(Event::CardRead(Reading::Failed(CardFault::Removed)));
    assert!(
        !world.did(Effect::PowerOff(READER)),
        "the second one has power"
    );
    told_of_the_second(&mut world);

    let mut world = World::checking(ScreenName::CheckSign);
    let signing = world.asked.take();
    world.remove();
    world.insert(EXPIRED);
    world.asked = signing;
    world.answer(Event::Signed(Err(CardFault::Removed)));
    assert_eq!(world.page(), ScreenName::CheckReadCard);
    told_of_the_second(&mut world);
}

#[test]
fn a_card_in_the_other_reader_counts_as_well() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.send(Event::Inserted(Slot(1)));
    assert!(world.did(Effect::PowerOff(READER)));
    assert!(world.did(Effect::ReadCard(Slot(1))));
    world.answer(Event::CardRead(Reading::Cns(EXPIRED)));
    told_of_the_second(&mut world);
}

#[test]
fn the_same_card_again_is_read_again() {
    let mut world = World::checking(ScreenName::CheckReport);
    world.remove();
    world.insert(OLD);
    assert_eq!(world.page(), ScreenName::CheckReadCard);
}

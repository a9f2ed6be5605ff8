// SPDX-License-Identifier: EUPL-1.2
//! Conversations over the whole chain: worker, pcscd, virtual reader, software card.

use std::time::Instant;

use activation_protocol::Pin;
use card_reader::ReaderEvent;
use cns_card::{
    ChangeAnswer, ChannelError, PinAnswer, StatusWord, change_pin, read_card, read_identity, sign,
    verify_pin,
};

use crate::world::{Which, World};

#[test]
fn a_card_is_read_and_signs_within_its_budget_of_commands() {
    let world = World::new();
    for (card, generation) in [(Which::Old, "st11"), (Which::OldAthena, "athena10")] {
        let before = world.readers.traffic(0);
        world.insert(0, card);
        let profile = world.inserted(0);
        assert_eq!(profile.name, generation);
        let start = Instant::now();
        let reading = profile.clone();
        let read = world.run(0, move |card| read_card(card, &reading));
        let certificate = read.unwrap().unwrap().certificate;
        let after_reading = world.readers.traffic(0) - before;
        assert!(after_reading.apdus <= 11, "{after_reading:?}");

        let (pin, modulus) = (world.pin(card), certificate.modulus_len());
        let signature = world.run(0, move |card| {
            assert_eq!(verify_pin(card, &profile, &pin), Ok(PinAnswer::Accepted));
            sign(card, &profile, modulus, b"a statement")
        });
        let signature = signature.unwrap().unwrap();
        assert_eq!(certificate.verify(b"a statement", &signature), Ok(()));
        let in_all = world.readers.traffic(0) - before;
        assert!(in_all.apdus <= 15, "{in_all:?}");
        let elapsed = start.elapsed();
        println!("{generation}: read {after_reading:?}, signed {in_all:?}, {elapsed:?}");
        world.hands[0].remove();
        assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    }
}

#[test]
fn the_chosen_pin_takes_the_place_of_the_issued_one() {
    let world = World::new();
    world.insert(0, Which::New);
    let profile = world.inserted(0);
    let (issued, chosen) = (world.pin(Which::New), Pin::new(b"90261").unwrap());
    let answers = world.run(0, move |card| {
        (
            change_pin(card, &profile, &issued, &chosen),
            verify_pin(card, &profile, &issued),
            verify_pin(card, &profile, &chosen),
        )
    });
    let (changed, old, new) = answers.unwrap();
    assert_eq!(changed, Ok(ChangeAnswer::Changed));
    assert_eq!(
        old,
        Ok(PinAnswer::Wrong {
            tries_left: Some(2)
        })
    );
    assert_eq!(new, Ok(PinAnswer::Accepted));
}

#[test]
fn a_verified_pin_lasts_from_job_to_job_and_ends_with_the_power() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let (pin, verifying) = (world.pin(Which::Old), profile.clone());
    let verified = world.run(0, move |card| verify_pin(card, &verifying, &pin));
    assert_eq!(verified, Ok(Ok(PinAnswer::Accepted)));
    let signing = profile.clone();
    let signature = world.run(0, move |card| sign(card, &signing, 256, b"first"));
    assert!(signature.unwrap().is_ok());
    world.readers.power_off(0);
    let signature = world.run(0, move |card| sign(card, &profile, 256, b"second"));
    let status = signature.unwrap().unwrap_err().status();
    assert_eq!(status, Some(StatusWord::SecurityStatusNotSatisfied));
}

#[test]
fn a_card_that_lost_its_power_unnoticed_says_itself_that_it_forgot_the_pin() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let (pin, verifying) = (world.pin(Which::Old), profile.clone());
    let verified = world.run(0, move |card| verify_pin(card, &verifying, &pin));
    assert_eq!(verified, Ok(Ok(PinAnswer::Accepted)));
    world.hands[0].forget();
    world.expect_silence();
    let signature = world.run(0, move |card| sign(card, &profile, 256, b"a statement"));
    let status = signature.unwrap().unwrap_err().status();
    assert_eq!(status, Some(StatusWord::SecurityStatusNotSatisfied));
}

#[test]
fn a_job_without_a_card_or_a_slot_says_so() {
    let world = World::new();
    assert_eq!(world.run(0, |_| ()), Err(ChannelError::Removed));
    assert_eq!(world.run(7, |_| ()), Err(ChannelError::ReaderLost));
}

#[test]
fn a_job_that_panics_takes_no_other_with_it() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let budget = std::time::Duration::from_millis(200);
    let panicked = world.run_within(0, budget, |_| panic!("a fault of the caller"));
    assert_eq!(panicked, Err::<(), _>(ChannelError::TimedOut));
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_hold_is_the_same_as_long_as_the_card_has_its_power() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    world.inserted(0);
    let number = |world: &World| {
        let hold = world.readers.hold(0);
        world
            .run(0, move |_| hold.number())
            .expect("the card is in")
    };
    let first = number(&world);
    assert_eq!(number(&world), first);
    world.readers.power_off(0);
    let second = number(&world);
    assert_ne!(second, first);
    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    world.insert(0, Which::Old);
    world.inserted(0);
    let third = number(&world);
    assert_ne!(third, second);
    world.stop_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.inserted(0);
    assert_ne!(number(&world), third);
}

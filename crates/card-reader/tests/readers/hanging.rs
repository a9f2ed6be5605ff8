// SPDX-License-Identifier: EUPL-1.2
//! Cards that stop answering.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use card_reader::{ReaderConfig, ReaderEvent};
use cns_card::{CardError, ChannelError, read_identity, verify_pin};

use crate::world::{PATIENCE, Which, World};

const BUDGET: Duration = Duration::from_millis(500);

#[test]
fn a_hung_card_is_given_up_in_time_and_the_next_one_is_read() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let reading = profile.clone();
    let (late, lateness) = channel();
    let start = Instant::now();
    let hung = world.run_within(0, BUDGET, move |card| {
        let result = read_identity(card, &reading).map(drop);
        late.send(result).expect("the test waits");
    });
    assert_eq!(hung, Err(ChannelError::TimedOut));
    assert!(start.elapsed() < 4 * BUDGET, "{:?}", start.elapsed());

    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    let late = lateness.recv_timeout(PATIENCE).unwrap();
    assert_eq!(late, Err(CardError::Channel(ChannelError::TimedOut)));
    world.insert(0, Which::New);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_card_that_wakes_up_late_is_read_by_the_next_job() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let reading = profile.clone();
    let hung = world.run_within(0, BUDGET, move |card| {
        read_identity(card, &reading).map(drop)
    });
    assert_eq!(hung, Err(ChannelError::TimedOut));

    let (sender, result) = channel();
    let job = move |card: &mut dyn cns_card::CardChannel| read_identity(card, &profile).map(drop);
    world.readers.run(0, PATIENCE, job, move |outcome| {
        sender.send(outcome).expect("the test waits");
    });
    assert!(result.recv_timeout(BUDGET).is_err(), "the card still hangs");
    world.hands[0].release();
    assert_eq!(result.recv_timeout(PATIENCE).unwrap(), Ok(Ok(())));
}

#[test]
fn one_command_may_not_take_the_budget_of_the_whole_job() {
    let config = ReaderConfig {
        apdu_timeout: BUDGET,
        ..ReaderConfig::default()
    };
    let world = World::with(config, true);
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let start = Instant::now();
    let hung = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(hung, Err(ChannelError::TimedOut));
    assert!(start.elapsed() < PATIENCE / 2);
    world.hands[0].release();
}

#[test]
fn a_slow_card_is_read_and_one_that_is_too_slow_is_given_up() {
    let config = ReaderConfig {
        apdu_timeout: BUDGET,
        ..ReaderConfig::default()
    };
    let world = World::with(config, true);
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    for (delay, expected) in [
        (BUDGET / 3, Ok(Ok(()))),
        (2 * BUDGET, Err(ChannelError::TimedOut)),
    ] {
        world.hands[0].delay(delay);
        let reading = profile.clone();
        let read = world.run(0, move |card| read_identity(card, &reading).map(drop));
        assert_eq!(read, expected, "{delay:?}");
    }
    world.hands[0].delay(Duration::ZERO);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_job_abandoned_before_its_turn_sends_nothing() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let reading = profile.clone();
    let hung = world.run_within(0, BUDGET, move |card| {
        read_identity(card, &reading).map(drop)
    });
    assert_eq!(hung, Err(ChannelError::TimedOut));
    // The card hangs for ever: this job never gets hold of it.
    let before = world.readers.traffic(0);
    let pin = world.pin(Which::Old);
    let verified = world.run_within(0, BUDGET, move |card| verify_pin(card, &profile, &pin));
    assert_eq!(verified, Err(ChannelError::TimedOut));
    world.hands[0].release();
    world.expect_silence();
    assert_eq!((world.readers.traffic(0) - before).apdus, 0);
}

#[test]
fn the_power_of_a_hung_card_is_asked_to_go_without_waiting_for_it() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let reading = profile.clone();
    let hung = world.run_within(0, BUDGET, move |card| {
        read_identity(card, &reading).map(drop)
    });
    assert_eq!(hung, Err(ChannelError::TimedOut));
    world.readers.power_off(0);
    let start = Instant::now();
    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    world.insert(0, Which::New);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
    assert!(start.elapsed() < PATIENCE / 2, "{:?}", start.elapsed());
}

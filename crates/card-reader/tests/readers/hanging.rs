// SPDX-License-Identifier: EUPL-1.2
//! Cards that stop answering.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use card_reader::{ReaderConfig, ReaderEvent};
use cns_card::{CardError, ChannelError, read_identity};

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

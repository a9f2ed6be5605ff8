// SPDX-License-Identifier: EUPL-1.2
//! pcscd comes late, or goes and comes back.

use std::time::Duration;

use card_reader::{ReaderConfig, ReaderEvent};
use cns_card::{CardError, ChannelError, read_identity};
use nix::sys::signal::Signal;

use crate::world::{PATIENCE, VIRTUAL, Which, World};

#[test]
fn readers_that_come_late_are_lost_and_then_back() {
    let mut world = World::with(ReaderConfig::default(), false);
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.expect_silence();
    assert_eq!(world.run(0, |_| ()), Err(ChannelError::ReaderLost));
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.insert(0, Which::Old);
    world.inserted(0);
}

#[test]
fn a_restart_of_pcscd_is_survived_with_the_card_in() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let reading = profile.clone();
    let read = world.run(0, move |card| read_identity(card, &reading).map(drop));
    assert_eq!(read, Ok(Ok(())));

    world.stop_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    let reading = profile.clone();
    let read = world.run(0, move |card| read_identity(card, &reading).map(drop));
    assert_eq!(read, Err(ChannelError::ReaderLost));

    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_service_that_stops_in_the_middle_of_a_job_is_a_lost_reader() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let (reached, at_the_card) = std::sync::mpsc::channel();
    let (go_on, stopped) = std::sync::mpsc::channel::<()>();
    let (sender, result) = std::sync::mpsc::channel();
    let job = move |card: &mut dyn cns_card::CardChannel| {
        let first = read_identity(card, &profile).map(drop);
        reached.send(first).expect("the test waits");
        stopped.recv().expect("the test says so");
        read_identity(card, &profile).map(drop)
    };
    world.readers.run(0, PATIENCE, job, move |outcome| {
        sender.send(outcome).expect("the test waits");
    });
    assert_eq!(at_the_card.recv().unwrap(), Ok(()));
    world.stop_pcscd();
    go_on.send(()).unwrap();
    let lost = Err(CardError::Channel(ChannelError::ReaderLost));
    assert_eq!(result.recv().unwrap(), Ok(lost));
}

#[test]
fn a_reader_that_is_not_there_is_lost() {
    let config = ReaderConfig {
        names: vec![VIRTUAL[0].into(), "A reader nobody has".into()],
        ..ReaderConfig::default()
    };
    let world = World::with(config, true);
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.expect_silence();
}

#[test]
fn a_service_that_stops_while_the_card_thinks_is_a_lost_reader() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.hands[0].hold(0xB0);
    let thinking = world.hands[0].watch();
    let (sender, result) = std::sync::mpsc::channel();
    let reading = profile.clone();
    let job = move |card: &mut dyn cns_card::CardChannel| read_identity(card, &reading).map(drop);
    world.readers.run(0, PATIENCE, job, move |outcome| {
        sender.send(outcome).expect("the test waits");
    });
    thinking
        .recv_timeout(PATIENCE)
        .expect("the card holds its answer");
    world.stop_pcscd();
    let lost = Err(CardError::Channel(ChannelError::ReaderLost));
    assert_eq!(result.recv_timeout(PATIENCE).unwrap(), Ok(lost));
    world.hands[0].release();
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_card_that_changes_hands_while_the_service_is_away_is_told_for_what_it_is() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    world.inserted(0);
    world.stop_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.hands[0].remove();
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.expect_silence();
    assert_eq!(world.run(0, |_| ()), Err(ChannelError::Removed));
    world.insert(0, Which::New);
    world.inserted(0);
}

#[test]
fn a_service_without_the_reader_is_as_bad_as_none() {
    let mut world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.stop_pcscd();
    world.unplug_readers();
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Lost);
    world.expect_silence();
    assert_eq!(world.run(0, |_| ()), Err(ChannelError::ReaderLost));
    world.stop_pcscd();
    world.plug_readers();
    world.start_pcscd();
    assert_eq!(world.next_event(), ReaderEvent::Back);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

#[test]
fn a_service_that_freezes_costs_a_job_its_budget_and_no_more() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    world.signal_pcscd(Signal::SIGSTOP);
    let reading = profile.clone();
    let frozen = world.run_within(0, Duration::from_millis(500), move |card| {
        read_identity(card, &reading).map(drop)
    });
    assert_eq!(frozen, Err(ChannelError::TimedOut));
    world.signal_pcscd(Signal::SIGCONT);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

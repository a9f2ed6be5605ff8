// SPDX-License-Identifier: EUPL-1.2
//! pcscd comes late, or goes and comes back.

use card_reader::{ReaderConfig, ReaderEvent};
use cns_card::{CardError, ChannelError, read_identity};

use crate::world::{VIRTUAL, Which, World};

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
    world
        .readers
        .run(0, crate::world::PATIENCE, job, move |outcome| {
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

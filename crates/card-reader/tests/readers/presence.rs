// SPDX-License-Identifier: EUPL-1.2
//! Cards that come and go.

use std::time::Duration;

use activation_protocol::IdCarta;
use card_emulator::slot::Faults;
use card_reader::{ReaderConfig, ReaderEvent};
use cns_card::{Profile, reread_id_carta};

use crate::world::{VIRTUAL, Which, World};

#[test]
fn a_card_that_comes_and_goes_is_told_once_each() {
    let world = World::new();
    world.insert(0, Which::Old);
    assert_eq!(world.inserted(0).name, "st11");
    world.expect_silence();
    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    world.expect_silence();
}

#[test]
fn a_card_put_in_place_of_another_is_a_removal_and_an_insertion() {
    let world = World::new();
    world.insert(0, Which::Old);
    world.inserted(0);
    let new = world.path(Which::New);
    world.hands[0].swap(&new, Duration::from_secs(1)).unwrap();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    world.inserted(0);
}

#[test]
fn two_readers_are_two_slots_in_the_order_of_the_configuration() {
    let config = ReaderConfig {
        names: vec![VIRTUAL[1].into(), VIRTUAL[0].into()],
        ..ReaderConfig::default()
    };
    let world = World::with(config, true);
    world.insert(0, Which::New);
    world.inserted(1);
    world.insert(1, Which::Old);
    world.inserted(0);
}

#[test]
fn a_card_that_says_nothing_is_mute() {
    let mute = Faults::lasting(true, Duration::ZERO);
    let world = World::with_faults(ReaderConfig::default(), true, mute);
    world.insert(0, Which::Old);
    assert_eq!(world.next_event(), ReaderEvent::Mute { slot: 0 });
    let read = world.run(0, |card| card.transmit(&[0x00, 0xB0, 0x00, 0x00, 0x01]));
    assert_eq!(read, Err(cns_card::ChannelError::Transport));
    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
}

#[test]
fn a_card_swapped_faster_than_anyone_looks_is_told_by_its_number_alone() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let old = id_carta(&world, &profile);
    let new = world.path(Which::New);
    world.hands[0].swap(&new, Duration::ZERO).unwrap();
    world.expect_silence();
    let swapped = id_carta(&world, &profile);
    assert!(swapped.is_some() && swapped != old);
    world.hands[0].remove();
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
}

#[test]
fn a_hand_that_dithers_is_told_in_pairs() {
    let world = World::new();
    for card in [Which::Old, Which::New, Which::Old] {
        world.insert(0, card);
        world.inserted(0);
        world.hands[0].remove();
        assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    }
    world.expect_silence();
}

/// The number of the card that is in, if it can be read.
fn id_carta(world: &World, profile: &Profile) -> Option<IdCarta> {
    let profile = profile.clone();
    let read = world.run(0, move |card| reread_id_carta(card, &profile));
    read.ok()?.ok()
}

// SPDX-License-Identifier: EUPL-1.2
//! Cards that are pulled in the middle of a command, whichever it is.

use activation_protocol::Pin;
use card_emulator::slot::{Mishap, Pull, Torn, When};
use card_reader::ReaderEvent;
use cns_card::{
    CardChannel, CardError, ChannelError, Profile, change_pin, read_identity, reread_id_carta,
    sign, verify_pin,
};

use crate::world::{Which, World};

#[test]
fn a_card_pulled_in_the_middle_of_any_command_is_removed() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let pin = world.pin(Which::Old);
    for instruction in [SELECT, READ_BINARY, VERIFY, CHANGE, SET_ENVIRONMENT, SIGN] {
        for (when, bytes) in [
            (When::Before, Torn::Nothing),
            (When::After, Torn::Nothing),
            (When::After, Torn::OneByte),
        ] {
            let pull = Mishap::Pull(Pull { when, bytes });
            world.hands[0].arm(instruction, pull);
            let (profile, pin) = (profile.clone(), pin.clone());
            let result = world.run(0, move |card| {
                let visit = whole_visit(card, &profile, &pin);
                (visit, reread_id_carta(card, &profile).map(drop))
            });
            assert_eq!(
                result,
                Ok((GONE, GONE)),
                "{instruction:02X} {when:?} {bytes:?}"
            );
            assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
            world.insert(0, Which::Old);
            world.inserted(0);
        }
    }
    let again = world.run(0, move |card| whole_visit(card, &profile, &pin));
    assert_eq!(again, Ok(Ok(())));
}

#[test]
fn a_card_pulled_between_two_jobs_is_removed_and_the_next_one_is_served() {
    let world = World::new();
    world.insert(0, Which::Old);
    let profile = world.inserted(0);
    let reading = profile.clone();
    let read = world.run(0, move |card| read_identity(card, &reading).map(drop));
    assert_eq!(read, Ok(Ok(())));
    world.hands[0].remove();
    // Nobody has looked yet: the command finds out first.
    let reading = profile.clone();
    let read = world.run(0, move |card| read_identity(card, &reading).map(drop));
    assert!(
        matches!(read, Ok(GONE) | Err(ChannelError::Removed)),
        "{read:?}"
    );
    assert_eq!(world.next_event(), ReaderEvent::Removed { slot: 0 });
    world.insert(0, Which::New);
    world.inserted(0);
    let read = world.run(0, move |card| read_identity(card, &profile).map(drop));
    assert_eq!(read, Ok(Ok(())));
}

/// Every kind of command there is. The PIN is changed to itself, so that any pull may come first.
fn whole_visit(card: &mut dyn CardChannel, profile: &Profile, pin: &Pin) -> Result<(), CardError> {
    read_identity(card, profile)?;
    change_pin(card, profile, pin, pin)?;
    verify_pin(card, profile, pin)?;
    sign(card, profile, 256, b"a statement").map(drop)
}

const GONE: Result<(), CardError> = Err(CardError::Channel(ChannelError::Removed));
const SELECT: u8 = 0xA4;
const READ_BINARY: u8 = 0xB0;
const VERIFY: u8 = 0x20;
const CHANGE: u8 = 0x24;
const SET_ENVIRONMENT: u8 = 0x22;
const SIGN: u8 = 0x2A;

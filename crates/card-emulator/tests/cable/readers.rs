// SPDX-License-Identifier: EUPL-1.2
//! Several readers in one program: of vpcd, and of a virtual machine.

use std::fs;
use std::time::Duration;

use card_emulator::control::Event;
use card_emulator::slot::{Torn, When};

use super::bench::Bench;
use super::virtual_machine::VirtualMachine;
use super::virtual_reader::VirtualReader;
use super::{PATIENCE, SELECT_ID_CARTA};

const READ_ID_CARTA: &str = "00B0000010";
const SELECT: u8 = 0xA4;

#[test]
fn two_readers_have_a_card_a_hand_and_a_fault_each() {
    let second = VirtualReader::listen();
    let mut bench = Bench::with_deck("same-person", &["--vpcd", &second.address()]);
    let mut other_hand = bench.hand_at(1);
    bench.insert("old");
    other_hand.insert(&bench.card("new")).expect("inserts");
    let (mut first, mut second) = (bench.accept(), second.accept());
    other_hand.pull_at(SELECT, When::Before).expect("arms");
    assert_eq!(first.send(SELECT_ID_CARTA), Some("9000".into()));
    assert_eq!(second.send(SELECT_ID_CARTA), None);
    let event = other_hand.next_event(PATIENCE).expect("an event");
    assert_eq!(event, Event::Pulled { ins: "A4".into() });
    assert!(bench.client.next_event(Duration::from_millis(200)).is_err());
    let cards =
        [&mut bench.client, &mut other_hand].map(|hand| hand.status().expect("answers").card);
    assert_eq!(cards.map(|card| card.is_some()), [true, false]);
    let log = fs::read_to_string(bench.log()).expect("a log");
    assert!(log.contains(" 0 00A4080C 04 10001003 -> 9000"), "{log}");
    assert!(log.contains(" 1 00A4080C 04 10001003 -> pulled"), "{log}");
}

/// The program with its second reader in a machine, greeted.
fn machine() -> (Bench, VirtualMachine) {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("machine");
    let listener = VirtualMachine::listen(&path);
    let address = format!("unix:{}", path.display());
    let bench = Bench::with_deck("same-person", &["--ccid", &address]);
    let machine = VirtualMachine::accept(&listener);
    (bench, machine)
}

/// Answer to reset of the old card, as of one that knows T=0 alone.
const ATR: &str = "3B7F1800FF006B02091617011101434E53113180";
/// Type 7, reader 0.
const APDU: &str = "0000000700000000";
const CARD_REMOVE: &str = "000000060000000000000000";

#[test]
fn a_virtual_machine_sees_a_card_come_answer_and_go() {
    let (bench, mut machine) = machine();
    let mut hand = bench.hand_at(1);
    hand.insert(&bench.card("old")).expect("inserts");
    machine.expect(&format!("000000050000000000000014{ATR}"));
    machine.say("000000020000000000000004 00000000");
    machine.say(&format!("{APDU}00000009{SELECT_ID_CARTA}"));
    machine.expect(&format!("{APDU}000000029000"));
    assert!(hand.status().expect("answers").connected);
    machine.say("000000080000000000000000");
    machine.expect("000000090000000000000000");
    hand.remove().expect("removes");
    machine.expect(CARD_REMOVE);
    assert!(!hand.status().expect("answers").connected);
    hand.insert(&bench.card("old")).expect("inserts again");
    machine.expect(&format!("000000050000000000000014{ATR}"));
}

#[test]
fn a_virtual_machine_fetches_what_a_command_with_data_has_to_say() {
    let (bench, mut machine) = machine();
    let mut hand = bench.hand_at(1);
    hand.insert(&bench.card("old")).expect("inserts");
    machine.expect(&format!("000000050000000000000014{ATR}"));
    machine.say(&format!("{APDU}0000000900A408000410001003"));
    let waiting = machine.hear(14);
    let length = waiting
        .strip_prefix(&format!("{APDU}0000000261"))
        .expect("61xx");
    let count = usize::from_str_radix(length, 16).expect("a length");
    machine.say(&format!("{APDU}0000000500C00000{length}"));
    let information = machine.hear(12 + count + 2);
    assert!(information.contains("6F") && information.ends_with("9000"));
}

#[test]
fn a_card_pulled_out_of_a_virtual_machine_leaves_0_bytes_or_1() {
    let (bench, mut machine) = machine();
    let mut hand = bench.hand_at(1);
    for (bytes, torn) in [(Torn::Nothing, None), (Torn::OneByte, Some("90"))] {
        hand.insert(&bench.card("old")).expect("inserts");
        machine.expect(&format!("000000050000000000000014{ATR}"));
        hand.pull_at_with(SELECT, When::After, bytes).expect("arms");
        machine.say(&format!("{APDU}00000009{SELECT_ID_CARTA}"));
        if let Some(byte) = torn {
            machine.expect(&format!("{APDU}00000001{byte}"));
        }
        machine.expect(CARD_REMOVE);
    }
}

#[test]
fn a_card_removed_while_its_answer_is_held_back_never_answers_a_machine() {
    let (bench, mut machine) = machine();
    let mut hand = bench.hand_at(1);
    hand.insert(&bench.card("old")).expect("inserts");
    machine.expect(&format!("000000050000000000000014{ATR}"));
    hand.hold(SELECT).expect("holds");
    machine.say(&format!("{APDU}00000009{SELECT_ID_CARTA}"));
    hand.next_event(PATIENCE).expect("held");
    hand.remove().expect("removes");
    machine.expect(CARD_REMOVE);
}

#[test]
fn a_mute_card_is_no_card_to_a_machine_and_a_swap_without_a_gap_no_event() {
    let (bench, mut machine) = machine();
    let mut hand = bench.hand_at(1);
    hand.mute(true).expect("turns");
    hand.insert(&bench.card("old")).expect("inserts");
    hand.mute(false).expect("turns back");
    machine.expect(&format!("000000050000000000000014{ATR}"));
    machine.say(&format!("{APDU}00000009{SELECT_ID_CARTA}"));
    machine.expect(&format!("{APDU}000000029000"));
    hand.swap_unnoticed(&bench.card("new")).expect("swaps");
    machine.say(&format!("{APDU}00000005{READ_ID_CARTA}"));
    machine.expect(&format!("{APDU}000000026986"));
}

#[test]
fn a_machine_that_starts_again_finds_the_card_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("machine");
    let listener = VirtualMachine::listen(&path);
    let address = format!("unix:{}", path.display());
    let bench = Bench::with_deck("same-person", &["--ccid", &address]);
    bench
        .hand_at(1)
        .insert(&bench.card("old"))
        .expect("inserts");
    for _ in 0..2 {
        let mut machine = VirtualMachine::accept(&listener);
        machine.expect(&format!("000000050000000000000014{ATR}"));
    }
}

#[test]
fn whoever_does_not_speak_the_protocol_is_left_and_tried_again() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("machine");
    let listener = VirtualMachine::listen(&path);
    let address = format!("unix:{}", path.display());
    let bench = Bench::with_deck("same-person", &["--ccid", &address]);
    for nonsense in [
        "48545450",
        "00000001FFFFFFFF0000000C4E4F504500000002 00000000",
    ] {
        VirtualMachine::misspeak(&listener, nonsense);
    }
    let mut machine = VirtualMachine::accept(&listener);
    bench
        .hand_at(1)
        .insert(&bench.card("old"))
        .expect("inserts");
    machine.expect(&format!("000000050000000000000014{ATR}"));
}

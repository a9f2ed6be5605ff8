// SPDX-License-Identifier: EUPL-1.2
//! A log tells what passed well enough to be played again, and nothing about anybody.

use std::fs;

use card_emulator::control::Request;
use card_emulator::hex;
use card_emulator::slot::When;

use super::bench::Bench;
use super::virtual_reader::Cable;
use super::{CHANGE, SELECT_ID_CARTA};

/// Reads, a wrong PIN, the right one, half a signature, a new PIN, and a look at the past.
fn talk(bench: &mut Bench, reader: &mut Cable) {
    let pin = bench.pin_on_disk("new");
    for apdu in [
        SELECT_ID_CARTA,
        "00B0000010",
        "00A40800041100110200",
        "00B0000080",
        "00A4080C0411001101",
        "00B0000000",
        &bench.verify_pin("00000"),
        &bench.verify_pin(&pin),
        "0022F30300",
        "0022F1B803830101",
        "0084000008",
        &bench.change_pin("97531024"),
        &bench.verify_pin("97531024"),
    ] {
        reader.send(apdu).expect("answered");
    }
    let block = "FF".repeat(252);
    reader.send(&format!("102A8086FF000001{block}"));
    reader.send("002A808602FFFF00");
}

#[test]
fn a_log_holds_nothing_that_was_planted() {
    let mut bench = Bench::with_card("new");
    let mut planted = bench.planted();
    planted.push("97531024".into());
    let mut reader = bench.accept();
    talk(&mut bench, &mut reader);
    let log = fs::read_to_string(bench.log()).expect("a log");
    assert!(log.contains("00200090 08 {wrong-pin:8} -> 63C2"), "{log}");
    assert!(log.contains("00B00000 10 -> {16} 9000"), "{log}");
    assert!(log.contains("00240090 10 {pin:8} {new:8} -> 9000"), "{log}");
    assert!(planted.len() > 6);
    for value in planted {
        let hexadecimal = hex::encode(value.as_bytes());
        assert!(!log.contains(&value) && !log.contains(&hexadecimal));
    }
}

#[test]
fn a_log_played_to_the_same_card_ends_the_same() {
    let mut bench = Bench::with_card("new");
    let mut reader = bench.accept();
    talk(&mut bench, &mut reader);
    let before = bench.state("new");
    let (same, said) = bench.replay(&["new"]);
    assert!(same, "{said}");
    assert_eq!(said, "15 commands end as in the log\n");
    assert_eq!(bench.state("new"), before, "replaying changes no card");
}

#[test]
fn commands_the_card_never_executed_are_not_played_again() {
    let mut bench = Bench::with_card("new");
    let mut reader = bench.accept();
    let sw = card_emulator::card::StatusWord(0x6F00);
    bench.client.answer(0xB0, sw, 1).expect("arms");
    reader.send(SELECT_ID_CARTA);
    assert_eq!(reader.send("00B0000010"), Some("6F00".into()));
    bench
        .client
        .request(&Request::Forget { ins: None })
        .expect("forgets");
    assert_eq!(reader.send("00B0000010"), Some("6986".into()));
    bench.client.pull_at(CHANGE, When::After).expect("arms");
    assert_eq!(reader.send(&bench.change_pin("97531024")), None);
    let (same, said) = bench.replay(&["new"]);
    assert!(same, "{said}");
    assert_eq!(said, "3 commands end as in the log\n");
}

#[test]
fn another_card_is_told_from_the_one_in_the_log() {
    let mut bench = Bench::with_card("new");
    let mut reader = bench.accept();
    talk(&mut bench, &mut reader);
    let (same, said) = bench.replay(&["new", "--pin", "11111"]);
    assert!(!same);
    let lines: Vec<_> = said.lines().collect();
    assert!(
        lines[0].ends_with("00200090 08 {pin:8} was 9000, is 63C1"),
        "{said}"
    );
    let last = lines.last().expect("a summary");
    assert!(last.ends_with("of 15 commands end differently"), "{said}");
}

#[test]
fn what_is_no_log_or_no_card_is_told_in_one_line() {
    let bench = Bench::with_card("new");
    for (log, card, named) in [
        ("nonsense\n", "new", "no log of cns-emulator"),
        ("# cns-emulator log 1\n1 0 boom\n", "new", "line 2"),
        ("# cns-emulator log 1\n", "new", "no commands of reader 0"),
        ("# cns-emulator log 1\n", "nowhere", "nowhere/card.toml"),
    ] {
        fs::write(bench.log(), log).expect("writes");
        let (same, said) = bench.replay(&[card]);
        assert!(!same && said.contains(named), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

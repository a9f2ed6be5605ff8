// SPDX-License-Identifier: EUPL-1.2
//! Everything that can be ordered to go wrong does, and only then.

use std::time::{Duration, Instant};

use card_emulator::card::StatusWord;
use card_emulator::control::{Event, Request};
use card_emulator::slot::{Habits, Torn, When};

use super::bench::Bench;
use super::{PATIENCE, SELECT_ID_CARTA};

const READ: u8 = 0xB0;
const PSO: u8 = 0x2A;
const READ_ID_CARTA: &str = "00B0000010";
const READ_AT_THE_END: &str = "00B0001010";
const SIGN: &str = "002A808600";

fn habits(json: &str) -> Habits {
    Habits::from_json(json).expect("habits")
}

#[test]
fn one_byte_of_an_answer_gets_out_of_a_card_that_is_pulled() {
    for (when, byte) in [(When::Before, "00"), (When::After, "36")] {
        let mut bench = Bench::with_card("old");
        let mut reader = bench.accept();
        reader.send(SELECT_ID_CARTA);
        let pull = bench.client.pull_at_with(READ, when, Torn::OneByte);
        pull.expect("arms");
        assert_eq!(reader.send(READ_ID_CARTA), Some(byte.into()), "{when:?}");
        assert_eq!(reader.send(READ_ID_CARTA), None);
        let event = bench.client.next_event(PATIENCE).expect("an event");
        assert_eq!(event, Event::Pulled { ins: "B0".into() });
        assert_eq!(bench.client.status().expect("answers").card, None);
    }
}

#[test]
fn a_forced_answer_comes_as_often_as_asked_and_costs_no_try() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let sw = StatusWord(0x6F00);
    bench.client.answer(0x20, sw, 2).expect("arms");
    let wrong = bench.verify_pin("00000");
    let answers = [(); 3].map(|()| reader.send(&wrong).expect("answered"));
    assert_eq!(answers, ["6F00", "6F00", "63C2"]);
    let status = bench.client.status().expect("answers");
    assert_eq!((status.pin_tries, status.counters.verify), (Some(2), 3));
}

#[test]
fn a_brown_out_takes_the_pin_and_the_reader_does_not_notice() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let verify = bench.verify_pin(&bench.pin_on_disk("old"));
    assert_eq!(reader.send(&verify), Some("9000".into()));
    assert_eq!(reader.send(SIGN), Some("6985".into()));
    bench.client.forget().expect("forgets");
    assert!(reader.atr().is_some(), "the cable is still up");
    assert_eq!(reader.send(SIGN), Some("6982".into()));

    assert_eq!(reader.send(&verify), Some("9000".into()));
    let later = Request::Forget { ins: Some(PSO) };
    bench.client.request(&later).expect("arms");
    assert_eq!(reader.send(SELECT_ID_CARTA), Some("9000".into()));
    assert_eq!(reader.send(SIGN), Some("6982".into()));
}

#[test]
fn two_cards_can_change_places_between_two_commands() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    let old = reader.send(READ_ID_CARTA);
    bench
        .client
        .swap_unnoticed(&bench.card("new"))
        .expect("swaps");
    assert_eq!(reader.send(READ_ID_CARTA), Some("6986".into()));
    reader.send(SELECT_ID_CARTA);
    let new = reader.send(READ_ID_CARTA);
    assert_ne!(new, old);

    let back = Request::Swap {
        card: bench.card("old"),
        gap_ms: 0,
        ins: Some(READ),
    };
    bench.client.request(&back).expect("arms");
    assert_eq!(reader.send(SELECT_ID_CARTA), Some("9000".into()));
    assert_eq!(reader.send(READ_ID_CARTA), Some("6986".into()));
    reader.send(SELECT_ID_CARTA);
    assert_eq!(reader.send(READ_ID_CARTA), old);
}

#[test]
fn a_card_turned_upside_down_is_seen_and_does_not_answer() {
    let longest_atr = 2 * 33;
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let atr = reader.atr();
    bench.client.mute(true).expect("turns");
    assert_eq!(reader.atr(), None, "it was taken out");
    let mut reader = bench.accept();
    assert!(reader.atr().expect("present").len() > longest_atr);
    bench.client.mute(false).expect("turns back");
    let mut reader = bench.accept();
    assert_eq!(reader.atr(), atr);
}

#[test]
fn a_card_takes_on_other_habits_while_it_is_in_and_so_does_the_next() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    assert_eq!(reader.send(READ_AT_THE_END), Some("6B00".into()));
    let other = habits(r#"{"end_of_file":"6282"}"#);
    bench.client.quirks(other).expect("changes");
    assert_eq!(reader.send(READ_AT_THE_END), Some("6282".into()));

    bench.insert("new");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    assert_eq!(reader.send(READ_AT_THE_END), Some("6282".into()));
    bench.client.heal().expect("heals");
    assert_eq!(reader.send(READ_AT_THE_END), Some("6B00".into()));
}

#[test]
fn an_answer_can_be_held_back_for_a_time() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let ms = Some(300);
    bench
        .client
        .request(&Request::Hold { ins: READ, ms })
        .expect("holds");
    reader.send(SELECT_ID_CARTA);
    let start = Instant::now();
    assert!(reader.send(READ_ID_CARTA).is_some());
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert_eq!(bench.client.status().expect("answers").held, None);
}

#[test]
fn healing_lets_a_held_answer_go_and_ends_what_was_ordered() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    bench.client.hold(READ).expect("holds");
    bench.client.pull_at(0xA4, When::Before).expect("arms");
    bench.client.delay(20_000).expect("slows");
    reader.start(READ_ID_CARTA);
    bench.client.next_event(PATIENCE).expect("held");
    bench.client.heal().expect("heals");
    assert!(reader.finish().is_some());
    assert_eq!(reader.send(SELECT_ID_CARTA), Some("9000".into()));
}

#[test]
fn faults_can_be_ordered_on_the_command_line() {
    let faults = [
        "--realistic",
        r#"--quirks={"end_of_file":"6282"}"#,
        "--fault=answer ins=84 sw=6A86 times=2",
        r#"--fault={"do":"pull-at","ins":"84","when":"before"}"#,
    ];
    let mut bench = Bench::with_deck("same-person", &faults[..3]);
    bench.insert("old");
    let mut reader = bench.accept();
    let start = Instant::now();
    reader.send(SELECT_ID_CARTA);
    assert!(start.elapsed() >= Duration::from_micros(11_500));
    assert_eq!(reader.send(READ_AT_THE_END), Some("6282".into()));
    assert_eq!(reader.send("0084000008"), Some("6A86".into()));
    bench.client.realistic(false).expect("hurries");

    let mut bench = Bench::with_deck("same-person", &faults[3..]);
    bench.insert("old");
    assert_eq!(bench.accept().send("0084000008"), None);
}

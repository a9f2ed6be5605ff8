// SPDX-License-Identifier: EUPL-1.2
//! The program on its cable: insertion, loss, durability, and speed.

mod bench;
mod faults;
mod logs;
mod readers;
mod virtual_machine;
mod virtual_reader;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use bench::Bench;
use card_emulator::control::Event;
use card_emulator::slot::When;

const PATIENCE: Duration = Duration::from_secs(5);
const SELECT_ID_CARTA: &str = "00A4080C0410001003";
const CHANGE: u8 = 0x24;

#[test]
fn an_apdu_does_not_wait_for_a_delayed_acknowledgement() {
    let bench = Bench::with_card("old");
    let mut reader = bench.accept();
    assert_eq!(reader.send(SELECT_ID_CARTA), Some("9000".into()));
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            reader.send("00B0000010").expect("answered");
            start.elapsed()
        })
        .collect();
    times.sort();
    // 44 ms with the acknowledgement delayed; about 0.05 ms without.
    assert!(
        times[100] < Duration::from_millis(5),
        "half took longer than {:?}",
        times[100]
    );
}

#[test]
fn inserting_is_connecting_and_removing_is_hanging_up() {
    let mut bench = Bench::empty();
    assert_eq!(bench.client.status().expect("answers").card, None);
    bench.insert("old");
    let mut reader = bench.accept();
    let atr = reader.atr().expect("an ATR");
    assert!(atr.starts_with("3BFF1800FF81"), "{atr}");
    let status = bench.client.status().expect("answers");
    assert_eq!(
        (status.connected, status.pin_tries, status.puk_tries),
        (true, Some(3), Some(3))
    );
    bench.client.remove().expect("removes");
    assert_eq!(reader.send(SELECT_ID_CARTA), None);
    assert_eq!(bench.client.status().expect("answers").card, None);
}

#[test]
fn a_swapped_card_is_another_card() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    let old = reader.send("00B0000010");
    bench.client.swap(&bench.card("new")).expect("swaps");
    assert_eq!(reader.send("00B0000010"), None);
    let mut reader = bench.accept();
    assert_eq!(
        reader.send("00B0000010"),
        Some("6986".into()),
        "nothing is selected any more"
    );
    reader.send(SELECT_ID_CARTA);
    assert_ne!(reader.send("00B0000010"), old);
}

#[test]
fn a_held_answer_is_already_durable_and_comes_on_release() {
    let mut bench = Bench::with_card("new");
    let mut reader = bench.accept();
    bench.client.hold(CHANGE).expect("holds");
    reader.start(&bench.change_pin("97531024"));
    let event = bench.client.next_event(PATIENCE).expect("an event");
    assert_eq!(event, Event::Held { ins: "24".into() });
    assert_eq!(bench.pin_on_disk("new"), "97531024");
    assert_eq!(
        bench.client.status().expect("answers").held,
        Some("24".into())
    );
    bench.client.release().expect("releases");
    assert_eq!(reader.finish(), Some("9000".into()));
}

#[test]
fn a_power_cut_before_the_answer_keeps_the_new_pin() {
    let mut bench = Bench::with_card("new");
    let mut reader = bench.accept();
    bench.client.hold(CHANGE).expect("holds");
    reader.start(&bench.change_pin("97531024"));
    bench.client.next_event(PATIENCE).expect("held");
    bench.cut_power();
    assert_eq!(reader.finish(), None);
    bench.power_up("new");
    let mut reader = bench.accept();
    assert_eq!(
        reader.send(&bench.verify_pin("97531024")),
        Some("9000".into())
    );
}

#[test]
fn a_card_pulled_before_or_after_a_command_has_not_or_has_obeyed() {
    for (when, obeyed) in [(When::Before, false), (When::After, true)] {
        let mut bench = Bench::with_card("new");
        let mut reader = bench.accept();
        bench.client.pull_at(CHANGE, when).expect("arms");
        assert_eq!(
            reader.send(SELECT_ID_CARTA),
            Some("9000".into()),
            "other commands work"
        );
        assert_eq!(reader.send(&bench.change_pin("97531024")), None);
        let event = bench.client.next_event(PATIENCE).expect("an event");
        assert_eq!(event, Event::Pulled { ins: "24".into() });
        assert_eq!(bench.pin_on_disk("new") == "97531024", obeyed, "{when:?}");
        assert_eq!(bench.client.status().expect("answers").card, None);
    }
}

#[test]
fn a_wrong_pin_is_on_disk_before_the_card_says_so() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    assert_eq!(reader.send(&bench.verify_pin("00000")), Some("63C2".into()));
    assert!(bench.state("old").contains(r#""pin_tries":2"#));
    assert_eq!(bench.client.status().expect("answers").pin_tries, Some(2));
}

#[test]
fn what_cannot_be_made_durable_does_not_happen() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    fs::remove_dir_all(bench.card("old")).expect("the disk is gone");
    assert_eq!(reader.send(&bench.verify_pin("00000")), Some("6581".into()));
    assert_eq!(bench.client.status().expect("answers").pin_tries, Some(3));
}

#[test]
fn a_reader_that_restarts_finds_the_card_again_and_must_ask_for_the_pin_again() {
    let bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let pin = bench.pin_on_disk("old");
    assert_eq!(reader.send(&bench.verify_pin(&pin)), Some("9000".into()));
    drop(reader);
    let mut reader = bench.accept();
    assert_eq!(reader.send("002A808600"), Some("6982".into()));
    assert_eq!(reader.send(&bench.verify_pin(&pin)), Some("9000".into()));
}

#[test]
fn a_reset_forgets_the_pin() {
    let bench = Bench::with_card("old");
    let mut reader = bench.accept();
    let pin = bench.pin_on_disk("old");
    reader.send(&bench.verify_pin(&pin));
    assert_eq!(reader.send("002A808600"), Some("6985".into()));
    reader.reset();
    assert_eq!(reader.send("002A808600"), Some("6982".into()));
}

#[test]
fn a_card_without_a_chip_is_there_but_gives_no_answer_to_reset() {
    let mut bench = Bench::with_deck("new-without-chip", &[]);
    bench.insert("new");
    let mut reader = bench.accept();
    let longest_atr = 2 * 33;
    assert!(reader.atr().expect("it is present").len() > longest_atr);
    let status = bench.client.status().expect("answers");
    assert_eq!(
        (status.generation.as_deref(), status.pin_tries),
        (Some("no-chip"), None)
    );
}

#[test]
fn a_good_card_can_be_made_mute_and_slow() {
    let mut bench = Bench::with_deck("same-person", &["--mute", "--delay-ms-per-apdu", "30"]);
    bench.insert("old");
    let mut reader = bench.accept();
    assert!(reader.atr().expect("it is present").len() > 66);
    let start = Instant::now();
    reader.send(SELECT_ID_CARTA);
    assert!(start.elapsed() >= Duration::from_millis(30));
}

#[test]
fn apdus_and_bytes_are_counted_since_the_last_reset() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send("0084000008");
    bench.client.reset_counters().expect("resets");
    reader.send(SELECT_ID_CARTA);
    reader.send("00B0000010");
    let counters = bench.client.status().expect("answers").counters;
    assert_eq!(
        (counters.apdus, counters.bytes_in, counters.bytes_out),
        (2, 9 + 5, 2 + 18)
    );
    assert_eq!(counters.by_ins.get("B0"), Some(&1));
    assert_eq!(counters.bytes_by_ins.get("B0"), Some(&(5 + 18)));
}

#[test]
fn the_time_a_real_card_would_take_is_told_and_not_taken() {
    let mut bench = Bench::with_card("old");
    let mut reader = bench.accept();
    reader.send(SELECT_ID_CARTA);
    bench.client.reset_counters().expect("resets");
    let start = Instant::now();
    for _ in 0..100 {
        reader.send("00B0000010");
    }
    let took = start.elapsed();
    let status = bench.client.status().expect("answers");
    assert_eq!(status.simulated_ms, 100 * (11_500 + 23 * 85) / 1000);
    assert!(
        took < Duration::from_millis(status.simulated_ms),
        "{took:?}"
    );
}

#[test]
fn bad_requests_get_one_line_and_harm_nothing() {
    let mut bench = Bench::empty();
    let mut socket = UnixStream::connect(bench.socket()).expect("connects");
    let mut answers = BufReader::new(socket.try_clone().expect("clones")).lines();
    for line in [
        "",
        "nonsense",
        r#"{"do":"fly"}"#,
        r#"{"do":"insert"}"#,
        r#"{"do":"hold","ins":"xyz"}"#,
        r#"{"do":"insert","card":"/nonexistent"}"#,
        r#"{"do":"remove","reader":1}"#,
        r#"{"do":"remove","reader":"one"}"#,
        r#"{"do":"quirks","set":{"speaks":true}}"#,
        r#"{"do":"answer","ins":"B0","sw":"6"}"#,
    ] {
        socket
            .write_all(format!("{line}\n").as_bytes())
            .expect("sends");
        let answer = answers.next().expect("an answer").expect("a line");
        assert!(
            answer.contains(r#""ok":false"#) && answer.contains(r#""error":"#),
            "{answer}"
        );
    }
    assert!(bench.client.status().is_ok());
}

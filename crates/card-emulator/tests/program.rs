// SPDX-License-Identifier: EUPL-1.2
//! What a stranger meets on the command line: decks that are made, and mistakes that are told.

use std::fs;
use std::process::{Command, Output};

use card_emulator::personalise::{Deck, Inventory};

fn emulator(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cns-emulator"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

fn refusal(arguments: &[&str]) -> String {
    let output = emulator(arguments);
    assert!(!output.status.success(), "{arguments:?} should be refused");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_decks_asked_for_are_made_and_described() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().to_str().expect("text");
    let decks = [
        "--deck",
        "two-people",
        "old-revoked",
        "--now",
        "2026-11-23T12:00:00Z",
    ];
    let output = emulator(&[&["personalise", path], &decks[..]].concat());
    assert!(output.status.success());
    let inventory = Inventory::read(dir.path()).expect("an inventory");
    let names: Vec<_> = inventory.decks.iter().map(|deck| deck.name).collect();
    assert_eq!(names, [Deck::TwoPeople, Deck::OldRevoked]);
    assert_eq!(inventory.now, "2026-11-23T12:00:00Z");
    for file in [
        &inventory.ca_certificate,
        &inventory.crl,
        &inventory.registry,
    ] {
        assert!(dir.path().join(file).exists(), "{}", file.display());
    }
}

#[test]
fn a_mistake_is_told_in_one_line_that_names_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let broken = dir.path().join("broken");
    fs::create_dir(&broken).expect("creates");
    fs::write(broken.join("card.toml"), "generation = \"cie9\"").expect("writes");
    let file = dir.path().join("precious");
    fs::write(&file, "not a socket").expect("writes");
    let vpcd = ["--vpcd", "127.0.0.1:9"];
    let (broken, precious) = (broken.to_str().expect("text"), file.to_str().expect("text"));
    for (arguments, named) in [
        (["run", "/nonexistent"], "/nonexistent/card.toml"),
        (["run", broken], "cie9"),
        (
            ["run", "--control=/nonexistent/socket"],
            "/nonexistent/socket",
        ),
        (["run", &format!("--control={precious}")], "precious"),
        (["run", "--log=/nonexistent/log"], "/nonexistent/log"),
        (["run", "--fault=remove reader=1"], "no reader 1"),
        (
            ["run", "--fault=insert card=/nowhere"],
            "/nowhere/card.toml",
        ),
    ] {
        let message = refusal(&[&arguments[..], &vpcd].concat());
        assert!(message.contains(named), "{message}");
        assert_eq!(
            message
                .lines()
                .filter(|line| line.contains("cns-emulator:"))
                .count(),
            1
        );
    }
    assert_eq!(
        fs::read_to_string(&file).expect("still there"),
        "not a socket"
    );
}

#[test]
fn arguments_that_cannot_be_meant_are_refused_at_once() {
    for (arguments, named) in [
        (&["run", "--vpcd", "localhost"][..], "HOST:PORT"),
        (&["run", "--vpcd", "localhost:99999"], "not a port"),
        (&["run"], "--vpcd"),
        (&["run"], "--ccid"),
        (&["run", "--ccid", "/tmp/socket"], "unix:PATH"),
        (&["run", "--vpcd", "h:1", "--fault", "explode"], "explode"),
        (
            &["run", "--vpcd", "h:1", "--fault", "hold ins=2"],
            "hexadecimal",
        ),
        (
            &["run", "--vpcd", "h:1", "--quirks", "{\"speaks\":true}"],
            "speaks",
        ),
        (&["replay", "log"], "<CARD>"),
        (&["replay", "log", "card", "--pin", "1234"], "5 to 8 digits"),
        (
            &["personalise", "/tmp/x", "--deck", "sane-person"],
            "same-person",
        ),
        (&["personalise", "/tmp/x", "--now", "yesterday"], "--now"),
    ] {
        let message = refusal(arguments);
        assert!(message.contains(named), "{message}");
    }
}

#[test]
fn help_says_how_to_begin() {
    let help = String::from_utf8_lossy(&emulator(&["--help"]).stdout).into_owned();
    for word in ["personalise", "run", "replay", "--vpcd", "pkcs15-tool"] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn help_of_run_names_every_fault() {
    let help = String::from_utf8_lossy(&emulator(&["run", "--help"]).stdout).into_owned();
    for word in [
        "pull-at",
        "hold",
        "release",
        "answer",
        "forget",
        "mute",
        "quirks",
        "swap",
        "insert",
        "remove",
        "delay",
        "realistic",
        "heal",
        "status",
        "reset-counters",
        "unshare",
    ] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn more_cards_than_readers_are_refused() {
    let message = refusal(&["run", "-", "-", "--vpcd", "127.0.0.1:9"]);
    assert!(
        message.contains("2 cards are too many for 1 readers"),
        "{message}"
    );
}

// SPDX-License-Identifier: EUPL-1.2
//! Import: all of a file or nothing, and bad lines are named without repeating them.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::backend::{command, prepare};
use crate::cards::{Deck, HOLDER, ISSUED_PIN};

fn import(folder: &TempDir, lines: &[Value]) -> Output {
    let text: Vec<String> = lines.iter().map(Value::to_string).collect();
    import_text(folder, text.join("\n"))
}

fn import_text(folder: &TempDir, text: impl AsRef<[u8]>) -> Output {
    let file = folder.path().join("more.jsonl");
    fs::write(&file, text).unwrap();
    command(folder.path(), &["import-cards", &file.to_string_lossy()])
}

/// What a refused import says; it repeats nothing of the file.
fn complaint(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    for planted in [HOLDER, ISSUED_PIN, "6090000000"] {
        assert!(!said.contains(planted), "{said}");
    }
    said
}

/// A third card of the first holder, not in the deck.
fn further(deck: &Deck) -> Value {
    let card = deck.authority.further_card();
    card.line().clone()
}

#[test]
fn a_second_active_card_of_one_citizen_is_refused() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let mut line = further(&deck);
    line["status"] = json!("ACTIVE");
    line["activated_at"] = json!("2026-01-01");
    line["activation_mode"] = json!("DIRETTA");
    let said = complaint(&import(&folder, &[line]));
    assert!(
        said.contains("line 1: its holder would have two active cards"),
        "{said}"
    );
}

#[test]
fn one_bad_line_keeps_the_whole_file_out() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let good = further(&deck);
    let mut bad = good.clone();
    bad["transport_pin"] = json!("12");
    let said = complaint(&import(&folder, &[good.clone(), bad]));
    assert!(
        said.contains("line 2: transport_pin is not 5 to 8 digits"),
        "{said}"
    );
    assert!(said.contains("nothing was imported"), "{said}");
    assert!(import(&folder, &[good]).status.success());
}

#[test]
fn each_bad_line_is_named_with_its_reason() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let good = further(&deck);
    let with = |key: &str, value: Value| {
        let mut line = good.clone();
        line[key] = value;
        line.to_string()
    };
    let lines = [
        "not json".to_owned(),
        with("codice_fiscale", json!("RSSMRA80A01D612X")),
        with("codice_fiscale", json!("RSSMRA80A41D612C")),
        with("certificate", json!("AAAA")),
        with("certificate", json!(null)),
        with("status", json!("LIVELY")),
        with("not_after", json!("soon")),
        with("has_chip", json!("yes")),
        with("surprise", json!(1)),
        with("issuer", json!("6030")),
        good.to_string(),
        good.to_string(),
        deck.old.line().to_string(),
    ];
    let said = complaint(&import_text(&folder, lines.join("\n")));
    for expected in [
        "line 1: not a JSON object",
        "line 2: codice_fiscale is not a codice fiscale",
        "line 3: codice_fiscale is not the certificate's",
        "line 4: certificate is not a card's certificate, DER in base64",
        "line 5: a card with a chip has no certificate",
        "line 6: status is not a status",
        "line 7: not_after is not a day or an instant",
        "line 8: has_chip is not true or false",
        "line 9: a key is not known",
        "line 10: issuer is not the card number's",
        "line 12: this card is in the file twice",
        "line 13: the registry has this card already",
        "nothing was imported: 12 bad lines",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn a_card_twice_in_the_file_is_refused() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let line = further(&deck);
    let said = complaint(&import(&folder, &[line.clone(), line]));
    assert!(
        said.contains("line 2: this card is in the file twice"),
        "{said}"
    );
}

#[test]
fn a_card_without_a_chip_needs_no_certificate() {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let mut line = further(&deck);
    line["has_chip"] = json!(false);
    line["certificate"] = json!("");
    assert!(import(&folder, &[line]).status.success());
}

#[test]
fn a_refused_file_leaves_no_code_in_the_vault() {
    let folder = prepare(&Deck::new());
    let records = || files_in(&folder.path().join("vault/records"));
    let before = records();
    let other = Deck::new();
    let mut second = further(&other);
    second["transport_pin"] = json!(ISSUED_PIN);
    complaint(&import(&folder, &[second.clone(), second]));
    assert_eq!(records(), before);
}

fn files_in(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let count = |entry: fs::DirEntry| match entry.file_type().unwrap().is_dir() {
        true => files_in(&entry.path()),
        false => 1,
    };
    entries.map(count).sum()
}

#[test]
fn a_line_that_is_not_text_is_named_like_any_other() {
    let folder = prepare(&Deck::new());
    let said = complaint(&import_text(&folder, b"\n\xFF\xFE\n"));
    assert!(said.contains("line 2: not a JSON object"), "{said}");
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A file of cards with lines that cannot be taken: each is named, none of it is taken.

use std::fs;

use product_tests::{Ended, Program};
use serde_json::Value;
use tempfile::TempDir;

/// A fresh backend, and two cards it would take.
struct Office {
    folder: TempDir,
    good: Vec<String>,
}

impl Office {
    fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let here = folder.path();
        let made = [
            Program::named("puntosi-backend").told(&["init", "backend"]),
            Program::named("cns-emulator").told(&["personalise", "cards", "--deck", "same-person"]),
        ];
        for program in made {
            let ended = program.at(here).run();
            assert_eq!(ended.code, Some(0), "{ended:?}");
        }
        let registry = fs::read_to_string(here.join("cards/registry.jsonl")).expect("a registry");
        let good = registry.lines().map(str::to_owned).collect();
        Self { folder, good }
    }

    fn import(&self, lines: &[String]) -> Ended {
        fs::write(self.folder.path().join("import.jsonl"), lines.join("\n")).expect("a file");
        let ended = Program::named("puntosi-backend")
            .told(&["import-cards", "import.jsonl"])
            .told(&["--config", "backend/puntosi-backend.toml"])
            .at(self.folder.path())
            .run();
        ended.calm();
        ended
    }

    /// The second card with one field changed.
    fn spoiled(&self, field: &str, value: Value) -> String {
        let mut card: Value = serde_json::from_str(&self.good[1]).expect("JSON");
        card[field] = value;
        card.to_string()
    }
}

#[test]
fn each_bad_line_is_named_and_nothing_is_taken() {
    let office = Office::open();
    let bad = [
        "{".to_owned(),
        "[]".to_owned(),
        office.spoiled("codice_fiscale", "RSSMRA".into()),
        office.spoiled("id_carta", 7.into()),
        office.spoiled("certificate", "%%%".into()),
        office.spoiled("status", "SLEEPING".into()),
        office.spoiled("not_after", "tomorrow".into()),
        office.spoiled("transport_pin", "12ab".into()),
        office.spoiled("surprise", true.into()),
    ];
    let mut lines = vec![office.good[0].clone()];
    lines.extend(bad.clone());
    let ended = office.import(&lines);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    for number in 2..=lines.len() {
        assert!(
            ended.err.contains(&format!("line {number}:")),
            "line {number}: {}",
            ended.err
        );
    }
    assert!(!ended.err.contains("line 1:"), "{}", ended.err);
    // Had the good line been taken, it would be a known card now.
    assert_eq!(office.import(&office.good).code, Some(0));
}

#[test]
fn a_complaint_repeats_nothing_of_the_line() {
    let office = Office::open();
    let card: Value = serde_json::from_str(&office.good[1]).expect("JSON");
    let ended = office.import(&[office.spoiled("status", "SLEEPING".into())]);
    let said = ended.out + &ended.err;
    for field in [
        "codice_fiscale",
        "id_carta",
        "transport_pin",
        "puk",
        "birth_date",
    ] {
        let value = card[field].as_str().expect("a value");
        assert!(!said.contains(value), "{field}: {said}");
    }
}

#[test]
fn the_same_cards_are_not_taken_twice() {
    let office = Office::open();
    assert_eq!(office.import(&office.good).code, Some(0));
    let again = office.import(&office.good);
    assert_eq!(again.code, Some(1));
    assert!(
        again.err.contains("line 1:") && again.err.contains("line 2:"),
        "{}",
        again.err
    );
}

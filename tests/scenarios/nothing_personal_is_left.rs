// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Everything a run leaves behind is searched for what it must not hold.

mod search;

use std::fs;
use std::path::Path;

use product_tests::{Rehearsed, rehearse};
use serde_json::Value;

use search::{Secret, findings};

/// Cards and their list are where the planted values come from.
const SOURCE: &str = "world/cards";
/// The PIN that the person of every scenario chooses.
const CHOSEN_PIN: &str = kiosk_lab::story::CHOSEN_PIN;

/// Ends with card and slip, with a proof that waits in the journal, and with a crash.
const RUNS: [&str; 3] = [
    "same-person",
    "network-lost-before-confirm",
    "power-cut-after-pin-set",
];

#[test]
fn no_pin_puk_name_or_number_of_a_citizen_is_left_by_a_run() {
    for scenario in RUNS {
        let played = rehearse(scenario, "text", &["--keep-world", "--log", "trace"]);
        assert!(played.journey.passed, "{}", played.told);
        let secrets = planted(&played);
        assert!(secrets.len() >= 10, "the deck names only {}", secrets.len());
        let found = findings(&played.out(), &secrets, SOURCE);
        assert_eq!(found, Vec::<String>::new(), "{scenario}");
        assert!(fs::metadata(played.out().join("world/totem-state/journal.db")).is_ok());
        assert!(fs::metadata(played.out().join("world/backend/registry.sqlite")).is_ok());
        assert!(
            played.log("totem.log").contains("TRACE"),
            "the logs are not at their loudest"
        );
    }
}

#[test]
fn the_search_finds_what_is_planted() {
    let played = rehearse("old-expired", "text", &["--keep-world"]);
    let secrets = planted(&played);
    for (number, secret) in secrets.iter().enumerate() {
        for disguise in secret.disguises() {
            let folder = played.out().join(format!("planted-{number}"));
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(
                folder.join("file"),
                [b"before ", disguise.as_slice(), b" after"].concat(),
            )
            .expect("a file");
            assert_eq!(
                findings(&folder, &secrets, SOURCE).len(),
                1,
                "{}",
                secret.what
            );
        }
    }
    // The cards do hold all of it: where the search may look, it sees.
    assert!(!findings(&played.out().join(SOURCE), &secrets, "nowhere").is_empty());
}

/// What the deck of a run knows of its people and cards.
fn planted(played: &Rehearsed) -> Vec<Secret> {
    let deck = read_json(&played.out().join(SOURCE).join("deck.json"));
    let deck = &deck["decks"][0];
    let mut secrets = vec![Secret::new("chosen PIN", CHOSEN_PIN)];
    for (what, person) in [("holder", &deck["holder"]), ("other", &deck["other"])] {
        for field in ["codice_fiscale", "surname", "name"] {
            secrets.extend(secret(what, person, field));
        }
    }
    for (what, card) in [("old", &deck["old"]), ("new", &deck["new"])] {
        for field in ["id_carta", "pin", "puk"] {
            secrets.extend(secret(what, card, field));
        }
    }
    secrets
}

fn secret(what: &str, of: &Value, field: &str) -> Option<Secret> {
    Some(Secret::new(&format!("{what} {field}"), of[field].as_str()?))
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

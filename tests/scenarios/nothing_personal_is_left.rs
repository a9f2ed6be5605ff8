// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Everything a run leaves behind is searched for what it must not hold.

mod heard;
mod search;

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kiosk_lab::world::{Exchange, TAP_LOG};
use product_tests::{Rehearsed, rehearse};
use serde_json::{Value, json};

use heard::{is_of_the_protocol, said};
use search::{Secret, findings};

/// Cards and their list are where the planted values come from.
const SOURCE: &str = "world/cards";
/// The PIN that the person of every scenario chooses.
const CHOSEN_PIN: &str = kiosk_lab::story::CHOSEN_PIN;

/// Ends with card and slip, with a proof that waits in the journal, with a crash, and with a check.
const RUNS: [&str; 4] = [
    "same-person",
    "network-lost-before-confirm",
    "power-cut-after-pin-set",
    "check-active-card",
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

#[test]
fn totem_and_backend_say_nothing_personal_beyond_the_protocol() {
    let (played, heard) = overheard();
    let secrets = planted(&played);
    let (expected, beyond): (Vec<_>, Vec<_>) = said(&heard, &secrets)
        .into_iter()
        .partition(is_of_the_protocol);
    assert_eq!(beyond, []);
    // The tap did hear the bodies: what the protocol sends was said, once for each card.
    for (route, card) in [
        ("POST /v1/card-checks", "old"),
        ("PUT /v1/sessions/…", "old"),
        ("PUT /v1/sessions/…/new-card", "new"),
    ] {
        for (field, what) in [
            ("id_carta", format!("{card} id_carta")),
            ("cert", format!("{card} id_carta")),
            ("cert", "holder codice_fiscale".to_owned()),
        ] {
            let place = format!("{route} asks body.card.{field}");
            assert!(
                expected
                    .iter()
                    .any(|said| said.place == place && said.what == what),
                "{place}: no {what}: {expected:?}"
            );
        }
    }
    let sealed = heard.iter().filter_map(sealed_code).collect::<Vec<_>>();
    assert_eq!(sealed, [SEALED_LEN], "one release, sealed");
}

#[test]
fn whatever_else_would_be_said_is_found() {
    let (played, heard) = overheard();
    let secrets = planted(&played);
    let opened = heard
        .iter()
        .find(|exchange| exchange.request.body.contains("\"id_carta\""))
        .expect("a card was shown");
    let body: Value = serde_json::from_str(&opened.request.body).expect("JSON");
    let beyond = |exchange: &Exchange| {
        let said = said(std::slice::from_ref(exchange), &secrets);
        said.into_iter()
            .filter(|said| !is_of_the_protocol(said))
            .count()
    };
    assert_eq!(beyond(opened), 0);
    for secret in &secrets {
        let value = secret.value();
        let mut exchange = opened.clone();
        exchange.request.headers.push(format!("X-Planted: {value}"));
        assert_eq!(beyond(&exchange), 1, "{} in a header", secret.what);
        for text in [
            value.to_owned(),
            URL_SAFE_NO_PAD.encode(format!("({value})")),
        ] {
            let mut exchange = opened.clone();
            exchange.response.body = json!({ "planted": [text] }).to_string();
            assert_eq!(beyond(&exchange), 1, "{} in an answer", secret.what);
        }
        let mut exchange = opened.clone();
        let mut body = body.clone();
        body["card"]["profile"] = value.into();
        exchange.request.body = body.to_string();
        assert_eq!(
            beyond(&exchange),
            1,
            "{} in a field for something else",
            secret.what
        );
    }
    // Where a card's number may be said, its PIN may not.
    let mut exchange = opened.clone();
    exchange.request.body = json!({ "card": { "id_carta": CHOSEN_PIN } }).to_string();
    assert_eq!(beyond(&exchange), 1);
    exchange.request.body =
        json!({ "wrong_attempts": CHOSEN_PIN.parse::<u32>().expect("digits") }).to_string();
    assert_eq!(beyond(&exchange), 1);
}

/// A code and its tag under AES-256-GCM, bytes.
const SEALED_LEN: usize = 48;

/// The main job, and all that was said on the way.
fn overheard() -> (Rehearsed, Vec<Exchange>) {
    let played = rehearse("overheard", "text", &["--keep-world"]);
    played.ends_in("O01");
    let log = played.out().join("world").join(TAP_LOG);
    let heard = Exchange::read_log(&log).expect("what the tap heard");
    (played, heard)
}

/// How long the sealed code is, in bytes, if this is how it came.
fn sealed_code(exchange: &Exchange) -> Option<usize> {
    if !exchange.request.start.contains("/release ") {
        return None;
    }
    let body: Value = serde_json::from_str(&exchange.response.body).ok()?;
    Some(URL_SAFE_NO_PAD.decode(body["ct"].as_str()?).ok()?.len())
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

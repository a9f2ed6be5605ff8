// SPDX-License-Identifier: EUPL-1.2
//! Whatever a card office hands over, a line is taken or refused, and a refusal repeats nothing.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use code_vault::{Records, Vault};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::CardLine;
use super::fields::KEYS;

/// One that a line may have, or one that nobody knows.
fn key() -> impl Strategy<Value = &'static str> {
    prop_oneof![13 => prop::sample::select(&KEYS[..]), 1 => Just("surprise")]
}

/// A card without a chip, which needs no certificate.
fn good() -> Value {
    json!({
        "codice_fiscale": "RSSMRA80A01D612Y",
        "id_carta": "6090000000001006",
        "issuer": "6090",
        "status": "ACTIVE",
        "not_after": "2030-01-31",
        "activated_at": "2021-02-01T23:30:00Z",
        "activation_mode": "DIRETTA",
        "birth_date": "1980-01-01",
        "has_chip": false,
        "transport_pin": "40719",
    })
}

/// Good values in wrong places, values just beyond the right ones, and anything.
fn odd_value() -> impl Strategy<Value = Value> {
    let card = include_bytes!("../../../cns-pki/tests/fixtures/sha1-card.der");
    let certificate = STANDARD.encode(card);
    let listed = prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!([]),
        json!({}),
        json!(""),
        json!("active"),
        json!("2024-02-30"),
        json!("9999-12-31T23:59:59Z"),
        json!("-9999-01-01T00:00:00+23:59"),
        json!("123456789"),
        json!("6090000000001007"),
        json!(&certificate[..400]),
        json!(certificate),
    ]);
    prop_oneof![listed, any::<String>().prop_map(Value::from)]
}

fn records() -> &'static Records {
    static VAULT: LazyLock<(TempDir, Records)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let vault = folder.path().join("vault");
        Vault::create(&vault).expect("a vault");
        let records = Records::open(&vault).expect("its records");
        (folder, records)
    });
    &VAULT.1
}

#[test]
fn a_card_without_a_chip_is_taken() {
    let card = CardLine::parse(good().to_string().as_bytes(), records());
    let row = card.map(|card| card.imported.row).expect("a good line");
    // Half an hour before midnight in Greenwich is the next day in Rome.
    let day = row.activated_on.map(|day| day.to_string());
    assert_eq!(day.as_deref(), Some("2021-02-02"));
}

proptest! {
    #![proptest_config(Config {
        rng_seed: RngSeed::Fixed(0x1A50_11FE),
        failure_persistence: None,
        ..Config::default()
    })]

    #[test]
    fn any_bytes_are_taken_or_refused(line in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(CardLine::parse(&line, records()).is_err());
    }

    #[test]
    fn odd_values_are_taken_or_refused_and_never_repeated(
        changes in prop::collection::vec((key(), odd_value()), 1..4),
    ) {
        let mut line = good();
        for (key, value) in changes {
            line[key] = value;
        }
        match CardLine::parse(line.to_string().as_bytes(), records()) {
            Ok(card) => prop_assert_eq!(card.imported.row.issuer, "6090"),
            Err(why) => {
                let said = why.to_string();
                prop_assert!(said.is_ascii() && said.len() < 80, "{}", said);
                prop_assert!(!said.contains("RSSMRA") && !said.contains("40719"), "{}", said);
            }
        }
    }
}

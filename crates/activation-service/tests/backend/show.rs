// SPDX-License-Identifier: EUPL-1.2
//! `show activation`: the evidence verifies, beside a running server.

use activation_protocol::messages::Confirmed;
use serde_json::Value;

use crate::backend::Backend;
use crate::visit::Visit;

#[tokio::test]
async fn both_signatures_verify_by_the_code_on_the_slip() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::released(&kiosk, old, new).await;
    let confirmed: Confirmed = visit.confirm(old, new).await.json();
    let code = confirmed.receipt_code.to_string();

    let shown = backend.command(&["show", "activation", &code, "--json"]);
    assert!(shown.status.success(), "{shown:?}");
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    assert_eq!(shown["state"], "confirmed");
    assert_eq!(shown["old_card"], "superseded");
    assert_eq!(shown["new_card"], "active");
    assert_eq!(shown["new_card_last4"], "2004");
    assert_eq!(shown["signatures_valid"], true);
    let statements: Vec<&Value> = shown["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|evidence| {
            assert_eq!(evidence["signature_valid"], true);
            &evidence["statement"]
        })
        .collect();
    assert_eq!(statements, ["old-auth", "new-proof"]);

    let careless = code.to_lowercase().replace('-', "");
    let lines = backend.command(&["show", "activation", &careless]);
    let lines = String::from_utf8(lines.stdout).unwrap();
    assert_eq!(lines.matches("verifies").count(), 2, "{lines}");
}

#[tokio::test]
async fn a_code_of_nothing_and_a_code_that_is_none_are_errors() {
    let backend = Backend::start();
    for code in ["0000-0000-0", "hello"] {
        let shown = backend.command(&["show", "activation", code]);
        assert_eq!(shown.status.code(), Some(1), "{code}");
        assert!(shown.stdout.is_empty());
    }
}

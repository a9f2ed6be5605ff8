// SPDX-License-Identifier: EUPL-1.2
//! Requests that are not what they should be: one word, nothing done, the server goes on.

use activation_protocol::messages::paths;
use hyper::Method;
use serde_json::json;

use crate::backend::Backend;
use crate::visit::Visit;

#[tokio::test]
async fn unknown_fields_wrong_kinds_and_large_bodies_are_malformed() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let visit = Visit::at(&kiosk);
    let path = paths::session(visit.sid);
    let good = serde_json::to_value(visit.opening(&backend.deck.old)).unwrap();
    let changed = |key: &str, value| {
        let mut body = good.clone();
        body[key] = value;
        body
    };
    for body in [
        changed("surprise", json!(1)),
        changed("ek", json!("short")),
        changed("card", json!(null)),
        changed("app", json!("x".repeat(40_000))),
        json!([]),
    ] {
        let answer = kiosk.client.put(&path, &body).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (400, "malformed")
        );
    }
    let sent = kiosk.client.send(Method::PUT, &path, b"{".to_vec(), None);
    assert_eq!(sent.await.unwrap().problem(), "malformed");
    assert_eq!(kiosk.client.put(&path, &good).await.status, 200);
}

#[tokio::test]
async fn a_certificate_that_is_garbage_is_refused_without_harm() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let visit = Visit::at(&kiosk);
    let path = paths::session(visit.sid);
    let good = visit.opening(&backend.deck.old);
    for garbage in [vec![], vec![0x30; 3000], good.card.cert.0[..500].to_vec()] {
        let mut request = good.clone();
        request.card.cert.0 = garbage;
        let answer = kiosk.client.put(&path, &request).await;
        assert_eq!(answer.problem(), "chain-invalid");
    }
}

#[tokio::test]
async fn the_number_on_the_chip_must_be_the_certificates() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let visit = Visit::at(&kiosk);
    let mut request = visit.opening(&backend.deck.old);
    request.card.id_carta = backend.deck.new.number;
    let answer = kiosk.client.put(&paths::session(visit.sid), &request).await;
    assert_eq!(answer.problem(), "chain-invalid");
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    for path in ["/", "/v1/sessions/no-uuid/release", "/v1/sessions"] {
        let sent = kiosk.client.send(Method::POST, path, b"{}".to_vec(), None);
        let answer = sent.await.unwrap();
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (404, "not-found")
        );
    }
}

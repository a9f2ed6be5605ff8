// SPDX-License-Identifier: EUPL-1.2
//! Only an enrolled kiosk gets in, only to its own sessions, and no longer than it may.

use std::net::TcpStream;
use std::time::Duration;

use activation_protocol::messages::paths;
use activation_protocol::{Bytes, KioskId};
use hyper::Method;
use rcgen::{CertificateParams, KeyPair, SanType};
use rustls_pki_types::PrivatePkcs8KeyDer;

use crate::backend::{Backend, succeed};
use crate::https::Client;
use crate::visit::Visit;

#[tokio::test]
async fn without_a_certificate_nobody_gets_in() {
    let backend = Backend::start();
    let client = Client::new(backend.at("api"), backend.root(), None);
    let answer = client.send(Method::GET, paths::READINESS, Vec::new(), None);
    assert!(answer.await.is_err());
}

#[tokio::test]
async fn a_certificate_of_another_authority_does_not_get_in() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::default();
    let name = format!("urn:puntosi:kiosk:{}", kiosk.id);
    params.subject_alt_names = vec![SanType::URI(name.try_into().unwrap())];
    let forged = params.self_signed(&key).unwrap().der().to_vec();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let client = backend.client(&Bytes(forged), key);
    let answer = client.send(Method::GET, paths::READINESS, Vec::new(), None);
    assert!(answer.await.is_err());
}

#[tokio::test]
async fn clients_that_never_speak_delay_nobody() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    let silent: Vec<TcpStream> = (0..50)
        .map(|_| TcpStream::connect(backend.at("api")).unwrap())
        .collect();
    let answer = kiosk.client.get(paths::READINESS);
    let answer = tokio::time::timeout(Duration::from_secs(2), answer).await;
    assert_eq!(answer.unwrap().status, 200);
    assert_eq!(silent.len(), 50);
}

#[tokio::test]
async fn one_kiosk_cannot_take_the_places_of_the_others() {
    let backend = Backend::start();
    let (greedy, other) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    let mut held = Vec::new();
    for _ in 0..16 {
        held.push(greedy.client.held().await);
    }
    let one_more = greedy
        .client
        .send(Method::GET, paths::READINESS, Vec::new(), None);
    assert!(one_more.await.is_err());
    assert_eq!(other.client.get(paths::READINESS).await.status, 200);
}

#[tokio::test]
async fn a_disabled_kiosk_is_out_at_its_next_request() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    assert_eq!(kiosk.client.get(paths::READINESS).await.status, 200);
    succeed(&backend.command(&["kiosk", "disable", &kiosk.id.to_string()]));
    let answer = kiosk.client.get(paths::READINESS).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (403, "kiosk-disabled")
    );
}

#[tokio::test]
async fn the_certificate_before_the_last_enrolment_is_unknown() {
    let backend = Backend::start();
    let before = backend.enrol("TT-0001").await;
    let after = backend.enrol("TT-0001").await;
    let answer = before.client.get(paths::READINESS).await;
    assert_eq!(
        (answer.status, answer.problem().as_str()),
        (401, "kiosk-unknown")
    );
    assert_eq!(after.client.get(paths::READINESS).await.status, 200);
}

#[tokio::test]
async fn a_kiosk_does_not_see_the_sessions_of_another() {
    let backend = Backend::start();
    let (mine, other) = (
        backend.enrol("TT-0001").await,
        backend.enrol("TT-0002").await,
    );
    let (old, new) = (&backend.deck.old, &backend.deck.new);
    let visit = Visit::bound(&mine, old, new).await;
    let mut stolen = Visit::at(&other);
    stolen.sid = visit.sid;
    assert_eq!(stolen.release().await.problem(), "not-found");
    assert_eq!(stolen.abort(true).await.problem(), "not-found");
    assert_eq!(stolen.open(old).await.problem(), "wrong-state");
}

#[tokio::test]
async fn the_list_shows_every_kiosk_and_its_state() {
    let backend = Backend::start();
    let kiosk = backend.enrol("TT-0001").await;
    succeed(&backend.command(&["kiosk", "add", "--asset-tag", "TT-0002", "--place", "Siena"]));
    let listed = String::from_utf8(backend.command(&["kiosk", "list"]).stdout).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    assert!(
        lines[0].starts_with(&format!("{}\tactive\tTT-0001", kiosk.id)),
        "{listed}"
    );
    assert!(
        lines[1].contains("\tinvited\tTT-0002\t-\tSiena"),
        "{listed}"
    );
    let nobody = KioskId::from_bytes([0; 16]).to_string();
    assert!(
        !backend
            .command(&["kiosk", "disable", &nobody])
            .status
            .success()
    );
}

// SPDX-License-Identifier: EUPL-1.2
//! A day when everything works: each call, its path, its body and its answer.

use activation_protocol::messages::{
    AbortReason, AbortRequest, Attempt, Authorised, Bound, CardCheck, CardCheckRequest,
    CardStanding, CertificateStanding, ConfirmationRequest, Flow, NewCardRequest, OldProofRequest,
    ReleaseReport, ReleaseRequest, ReportResult, SessionOpened, Verb,
};
use activation_protocol::pin::PinRules;
use activation_protocol::{Bytes, Nonce, ReceiptCode, ReleaseNo, SealedRelease, SecretMode};
use uuid::Uuid;

use crate::backend::{Backend, Reaction, answer, hasty};
use crate::samples::{activation, card, confirmed, not_ready, open_session, ready, session};

const SESSION: &str = "/v1/sessions/01010101-0101-0101-0101-010101010101";
const ACTIVATION: &str = "/v1/activations/02020202-0202-0202-0202-020202020202";

fn no_content() -> Reaction {
    Reaction::Answer(204, String::new())
}

#[tokio::test]
async fn two_cards_are_presented_and_proven_over_one_connection() {
    let opened = SessionOpened {
        flow: Flow::OldAuth,
        nonce: Nonce([7; 32]),
        not_after: 1_795_000_900,
        proof_nonce: None,
        activation_id: None,
        secret_mode: None,
        release_no: None,
        receipt_code: None,
    };
    let pin_rules = PinRules {
        min_len: 5,
        max_len: 8,
    };
    let authorised = Authorised {
        activation_id: activation(),
        pin_rules,
        receipt_code: ReceiptCode::from_random([1, 2, 3, 4, 5]),
    };
    let bound = Bound {
        secret_mode: SecretMode::TransportPin,
        attempt: Attempt::First,
    };
    let backend = Backend::start([answer(&opened), answer(&authorised), answer(&bound)]).await;
    let (client, patience) = (backend.client(), hasty());

    let answer = client
        .open_session(session(), &open_session(), &patience)
        .await;
    assert_eq!(answer.unwrap(), opened);
    let proof = OldProofRequest {
        sig: Bytes(vec![8; 256]),
        wrong_attempts: 1,
    };
    let answer = client.old_proof(session(), &proof, &patience).await;
    assert_eq!(answer.unwrap(), authorised);
    let presented = NewCardRequest {
        card: card(),
        dp_hash: Nonce([9; 32]),
    };
    let answer = client.new_card(session(), &presented, &patience).await;
    assert_eq!(answer.unwrap(), bound);

    let seen = backend.seen();
    assert_eq!(seen[0].line(), format!("put {SESSION} http/1.1"));
    assert_eq!(seen[1].line(), format!("put {SESSION}/old-proof http/1.1"));
    assert_eq!(seen[2].line(), format!("put {SESSION}/new-card http/1.1"));
    assert_eq!(seen[0].header("host"), Some(backend.address.as_str()));
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
    assert_eq!(seen[0].header("puntosi-api"), Some("2026-11"));
    assert_eq!(seen[0].body["card"]["id_carta"], "6090000000001006");
    assert_eq!(seen[1].body["wrong_attempts"], 1);
    assert!(seen.iter().all(|request| request.connection == 1));
}

#[tokio::test]
async fn a_release_carries_its_key_and_comes_back_byte_for_byte() {
    let sealed = SealedRelease {
        release_no: ReleaseNo(2),
        proof_nonce: Nonce([1; 32]),
        alg: "AES-256-GCM".to_owned(),
        epk: Nonce([2; 32]),
        header: Bytes((0..=255).collect()),
        ct: Bytes(vec![3; 48]),
        vault_sig: Bytes(vec![4; 64]),
        ttl_s: 900,
    };
    let backend = Backend::start([answer(&sealed)]).await;
    let key = Uuid::from_bytes([6; 16]);
    let body = ReleaseRequest { verb: Verb::Normal };
    let client = backend.client();
    let answer = client.release(session(), &body, key, &hasty()).await;
    assert_eq!(answer.unwrap(), sealed);
    let request = &backend.seen()[0];
    assert_eq!(request.line(), format!("post {SESSION}/release http/1.1"));
    let quoted = format!("\"{key}\"");
    assert_eq!(request.header("idempotency-key"), Some(quoted.as_str()));
}

#[tokio::test]
async fn proofs_reports_and_aborts_reach_their_resources() {
    let backend = Backend::start([answer(&confirmed()), no_content(), no_content()]).await;
    let (client, patience) = (backend.client(), hasty());
    let proof = ConfirmationRequest {
        sid: session(),
        sig: Bytes(vec![1; 256]),
        kiosk_time: 1_795_000_100,
    };
    let answer = client.confirm(activation(), &proof, &patience).await;
    assert_eq!(answer.unwrap(), confirmed());
    let report = ReleaseReport {
        result: ReportResult::SecretRejected,
        sw: Some(0x63C2),
    };
    let told = client
        .report(activation(), ReleaseNo(3), &report, &patience)
        .await;
    told.unwrap();
    let abort = AbortRequest {
        no_write: true,
        reason: AbortReason::WrongPin,
    };
    client.abort(session(), &abort, &patience).await.unwrap();

    let seen = backend.seen();
    let line = format!("put {ACTIVATION}/confirmation http/1.1");
    assert_eq!(seen[0].line(), line);
    let line = format!("put {ACTIVATION}/releases/3/report http/1.1");
    assert_eq!(seen[1].line(), line);
    assert_eq!(seen[1].body["sw"], 0x63C2);
    assert_eq!(seen[2].line(), format!("post {SESSION}/abort http/1.1"));
}

#[tokio::test]
async fn a_backend_that_is_up_and_not_ready_says_why() {
    let body = serde_json::to_string(&not_ready()).unwrap();
    let backend = Backend::start([answer(&ready()), Reaction::Answer(503, body)]).await;
    let (client, patience) = (backend.client(), hasty());
    assert_eq!(client.readiness(&patience).await.unwrap(), ready());
    assert_eq!(client.readiness(&patience).await.unwrap(), not_ready());
    assert_eq!(backend.seen().len(), 2);
}

#[tokio::test]
async fn a_card_is_checked_with_one_question_and_two_words() {
    let check = CardCheck {
        standing: CardStanding::Active,
        certificate: CertificateStanding::Suspended,
    };
    let backend = Backend::start([answer(&check)]).await;
    let body = CardCheckRequest { card: card() };
    let told = backend.client().check_card(&body, &hasty()).await;
    assert_eq!(told.unwrap(), check);
    let request = &backend.seen()[0];
    assert_eq!(request.line(), "post /v1/card-checks http/1.1");
    assert_eq!(request.body["card"]["id_carta"], "6090000000001006");
    assert_eq!(request.header("idempotency-key"), None);
}

#[tokio::test]
async fn a_profile_bundle_comes_as_the_file_it_is() {
    let bundle = format!("puntosi-card-profiles-v1\n{}", "#".repeat(1_000_000));
    let backend = Backend::start([Reaction::Answer(200, bundle.clone())]).await;
    let fetched = backend.client().card_profiles(&hasty()).await.unwrap();
    assert!(fetched == bundle.as_bytes(), "{} bytes", fetched.len());
    assert_eq!(backend.seen()[0].line(), "get /v1/card-profiles http/1.1");
}

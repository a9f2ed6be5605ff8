// SPDX-License-Identifier: EUPL-1.2
//! Requests refuse what they do not know and what they miss; answers pass over what they do not
//! know. The bodies stand here as they travel, so that a changed name shows.

use activation_protocol::messages::{
    AbortReason, AbortRequest, Authorised, Bound, CardCheck, CardCheckRequest, CardStanding,
    CertificateStanding, ConfirmationRequest, Confirmed, EnrolmentRequest, EnrolmentStatus,
    NewCardRequest, OldProofRequest, OpenSession, Readiness, ReleaseReport, ReleaseRequest,
    SessionOpened,
};
use activation_protocol::{Problem, SealedRelease};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const NONCE: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const UUID: &str = "01010101-0101-0101-0101-010101010101";

fn card() -> Value {
    json!({"cert": "MAA", "id_carta": "6090000000001006", "profile": "st11"})
}

/// The body reads and reads back as it is; without any one of its fields it does not.
fn every_field_is_needed<T: DeserializeOwned + Serialize>(body: &Value) {
    let read: T = serde_json::from_value(body.clone()).expect("a good body");
    assert_eq!(serde_json::to_value(&read).expect("plain data"), *body);
    for name in body.as_object().expect("an object").keys() {
        let mut poorer = body.clone();
        poorer.as_object_mut().expect("an object").remove(name);
        let read = serde_json::from_value::<T>(poorer);
        assert!(read.is_err(), "without {name}");
    }
}

fn with_more(body: &Value) -> Value {
    let mut more = body.clone();
    more["more"] = json!(1);
    more
}

fn request<T: DeserializeOwned + Serialize>(body: &Value) {
    every_field_is_needed::<T>(body);
    let read = serde_json::from_value::<T>(with_more(body));
    assert!(read.is_err(), "an unknown field was taken");
}

fn answer<T: DeserializeOwned + Serialize>(body: &Value) {
    every_field_is_needed::<T>(body);
    let read = serde_json::from_value::<T>(with_more(body));
    assert!(read.is_ok(), "an unknown field was refused");
}

#[test]
fn a_request_to_open_a_session_is_exact() {
    let body = json!({"card": card(), "ek": NONCE, "consent_hash": NONCE, "app": "test 1"});
    request::<OpenSession>(&body);
    let mut nested = body;
    nested["card"]["holder"] = json!("RSSMRA80A01D612Y");
    assert!(serde_json::from_value::<OpenSession>(nested).is_err());
}

#[test]
fn a_request_with_the_old_cards_proof_is_exact() {
    request::<OldProofRequest>(&json!({"sig": "AAAA", "wrong_attempts": 1}));
}

#[test]
fn a_request_with_the_new_card_is_exact() {
    request::<NewCardRequest>(&json!({"card": card(), "dp_hash": NONCE}));
}

#[test]
fn a_request_for_a_release_is_exact() {
    request::<ReleaseRequest>(&json!({"verb": "normal"}));
    request::<ReleaseRequest>(&json!({"verb": "repair"}));
}

#[test]
fn an_abort_is_exact_but_for_its_reason() {
    request::<AbortRequest>(&json!({"no_write": true}));
    let with_reason = json!({"no_write": true, "reason": "wrong_pin"});
    let read: AbortRequest = serde_json::from_value(with_reason).expect("a good body");
    assert_eq!(read.reason, AbortReason::WrongPin);
}

#[test]
fn an_abort_that_says_no_reason_has_another() {
    let read: AbortRequest = serde_json::from_value(json!({"no_write": true})).expect("a body");
    assert_eq!(read.reason, AbortReason::Other);
}

#[test]
fn a_report_is_exact_but_for_its_status_word() {
    request::<ReleaseReport>(&json!({"result": "unused"}));
    let with_sw = json!({"result": "secret_rejected", "sw": 0x63C2});
    let read: ReleaseReport = serde_json::from_value(with_sw).expect("a good body");
    assert_eq!(read.sw, Some(0x63C2));
}

#[test]
fn a_confirmation_is_exact() {
    request::<ConfirmationRequest>(&json!({"sid": UUID, "sig": "AAAA", "kiosk_time": 7}));
}

#[test]
fn an_enrolment_is_exact() {
    request::<EnrolmentRequest>(&json!({"code": "7K3M", "csr": "MAA", "asset_tag": "T-0042"}));
}

#[test]
fn answers_of_a_newer_backend_are_understood() {
    answer::<Authorised>(&json!({
        "activation_id": UUID,
        "pin_rules": {"min_len": 5, "max_len": 8},
        "receipt_code": "0000-0000-0",
    }));
    answer::<Bound>(&json!({"secret_mode": "transport_pin", "attempt": "first"}));
    answer::<Confirmed>(&json!({"status": "already_confirmed", "receipt_code": "0000-0000-0"}));
    answer::<Readiness>(&json!({"ok": false, "reasons": ["crl-stale"], "server_time": 7}));
    answer::<SessionOpened>(&json!({"flow": "old_auth", "nonce": NONCE, "not_after": 7}));
    answer::<SealedRelease>(&json!({
        "release_no": 1, "proof_nonce": NONCE, "alg": "AES-256-GCM", "epk": NONCE,
        "header": "AAAA", "ct": "AAAA", "vault_sig": "AAAA", "ttl_s": 900,
    }));
    answer::<EnrolmentStatus>(&json!({"status": "pending", "id": UUID, "fingerprint": "ab12"}));
}

#[test]
fn a_problem_may_lack_an_outcome_and_may_say_more() {
    let body = json!({
        "type": "https://example/problemi/quota", "title": "Quota", "status": 429,
        "code": "quota", "retryable": true, "instance": "urn:uuid:0",
    });
    let problem: Problem = serde_json::from_value(body).expect("a good problem");
    assert_eq!(problem.outcome, None);
}

#[test]
fn a_wrong_card_number_is_refused_without_being_repeated() {
    let mut body = json!({"card": card(), "dp_hash": NONCE});
    body["card"]["id_carta"] = json!("6090000000001007");
    let refused = serde_json::from_value::<NewCardRequest>(body).expect_err("a wrong number");
    assert!(!refused.to_string().contains("6090"), "{refused}");
}

#[test]
fn a_request_to_check_a_card_is_exact() {
    request::<CardCheckRequest>(&json!({"card": card()}));
}

#[test]
fn what_a_check_finds_is_two_words() {
    answer::<CardCheck>(&json!({"standing": "active", "certificate": "good"}));
    answer::<CardCheck>(&json!({"standing": "not-activated", "certificate": "not-yet-valid"}));
}

#[test]
fn a_word_from_the_future_claims_nothing_of_the_card() {
    let body = json!({"standing": "on-the-moon", "certificate": "post-quantum"});
    let check: CardCheck = serde_json::from_value(body).expect("words not known yet");
    assert_eq!(check.standing, CardStanding::Unknown);
    assert_eq!(check.certificate, CertificateStanding::NotCheckable);
}

#[test]
fn a_readiness_answer_tells_the_version_of_the_card_profiles_if_there_are_any() {
    let mut body = json!({"ok": true, "reasons": [], "server_time": 7});
    let older: Readiness = serde_json::from_value(body.clone()).expect("an older backend's");
    assert_eq!(older.card_profiles, None);
    assert_eq!(serde_json::to_value(&older).expect("plain data"), body);
    body["card_profiles"] = json!(12);
    let newer: Readiness = serde_json::from_value(body).expect("a newer backend's");
    assert_eq!(newer.card_profiles, Some(12));
}

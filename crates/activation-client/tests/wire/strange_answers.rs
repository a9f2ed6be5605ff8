// SPDX-License-Identifier: EUPL-1.2
//! Answers that are too long, broken, or from a newer backend.

use activation_client::ClientError;
use activation_protocol::ProblemCode;
use activation_protocol::messages::{CardCheckRequest, NotReady};
use serde_json::json;

use crate::backend::{Backend, Reaction, answer, hasty};
use crate::samples::{activation, card, confirmed, open_session, ready, session};

#[tokio::test]
async fn an_answer_over_the_limit_is_refused_and_its_connection_dropped() {
    let long = Reaction::Answer(200, "x".repeat(64 * 1024 + 1));
    let backend = Backend::start([long, answer(&ready())]).await;
    let client = backend.client();
    let error = client.readiness(&hasty()).await.unwrap_err();
    let refused = matches!(error, ClientError::Answer { status: 200 });
    assert!(refused && !error.is_passing(), "{error:?}");
    client.readiness(&hasty()).await.unwrap();
    assert_eq!(backend.seen()[1].connection, 2);
}

#[tokio::test]
async fn an_answer_that_breaks_off_may_be_asked_for_again() {
    let backend = Backend::start([Reaction::LeaveMidway, answer(&ready())]).await;
    let client = backend.client();
    assert_eq!(client.readiness(&hasty()).await.unwrap(), ready());
}

#[tokio::test]
async fn what_a_newer_backend_adds_is_passed_over() {
    let mut newer = serde_json::to_value(confirmed()).unwrap();
    newer["thanks"] = json!("for coming");
    let reasons = json!({
        "ok": false, "reasons": ["solar-flare"], "server_time": 7, "since": "noon",
    });
    let backend = Backend::start([answer(&newer), answer(&reasons)]).await;
    let client = backend.client();
    let body = activation_protocol::messages::ConfirmationRequest {
        sid: session(),
        sig: activation_protocol::Bytes(vec![1]),
        kiosk_time: 1,
    };
    let answer = client.confirm(activation(), &body, &hasty()).await;
    assert_eq!(answer.unwrap(), confirmed());
    let readiness = client.readiness(&hasty()).await.unwrap();
    assert_eq!(readiness.reasons, [NotReady::Unknown]);
}

#[tokio::test]
async fn a_refusal_with_an_unknown_code_is_still_a_refusal() {
    let problem = json!({
        "type": "https://example/problemi/full-moon", "title": "Full moon", "status": 409,
        "code": "full-moon", "retryable": false, "outcome": null, "instance": "urn:uuid:0",
    });
    let backend = Backend::start([Reaction::Answer(409, problem.to_string())]).await;
    let client = backend.client();
    let answer = client
        .open_session(session(), &open_session(), &hasty())
        .await;
    let Err(ClientError::Problem(problem)) = answer else {
        panic!("no refusal");
    };
    assert_eq!(problem.code, ProblemCode::Unknown);
    assert!(!problem.retryable);
    assert_eq!(backend.seen().len(), 1);
}

#[tokio::test]
async fn a_page_of_a_proxy_is_not_mistaken_for_an_answer() {
    let page = |status| Reaction::Answer(status, "<html>Bad gateway</html>".to_owned());
    let backend = Backend::start([page(502), page(502), page(404)]).await;
    let client = backend.client();
    let answer = client
        .open_session(session(), &open_session(), &hasty())
        .await;
    let error = answer.unwrap_err();
    let kept = matches!(error, ClientError::Answer { status: 404 });
    assert!(kept && !error.is_passing(), "{error:?}");
    assert_eq!(backend.seen().len(), 3);
}

#[tokio::test]
async fn a_profile_bundle_may_be_longer_than_an_answer_and_has_a_limit_too() {
    let long = Reaction::Answer(200, "x".repeat(1024 * 1024 + 1));
    let backend = Backend::start([long, answer(&ready())]).await;
    let client = backend.client();
    let error = client.card_profiles(&hasty()).await.unwrap_err();
    let refused = matches!(error, ClientError::Answer { status: 200 });
    assert!(refused && !error.is_passing(), "{error:?}");
    client.readiness(&hasty()).await.unwrap();
    assert_eq!(backend.seen().len(), 2);
}

#[tokio::test]
async fn a_backend_that_knows_no_card_checks_says_so_and_is_asked_once() {
    let problem = || crate::samples::refuse(ProblemCode::NotFound);
    let backend = Backend::start([problem(), problem()]).await;
    let client = backend.client();
    let body = CardCheckRequest { card: card() };
    let error = client.check_card(&body, &hasty()).await.unwrap_err();
    assert!(matches!(&error, ClientError::Problem(it) if it.code == ProblemCode::NotFound));
    let error = client.card_profiles(&hasty()).await.unwrap_err();
    assert!(matches!(&error, ClientError::Problem(it) if it.code == ProblemCode::NotFound));
    assert_eq!(backend.seen().len(), 2);
}

#[tokio::test]
async fn a_check_that_gets_no_good_answer_is_asked_three_times_and_no_more() {
    let busy = || crate::samples::refuse(ProblemCode::Unavailable);
    let backend = Backend::start([busy(), busy(), busy()]).await;
    let body = CardCheckRequest { card: card() };
    let error = backend.client().check_card(&body, &hasty()).await;
    assert!(error.unwrap_err().is_passing());
    assert_eq!(backend.seen().len(), 3);
}

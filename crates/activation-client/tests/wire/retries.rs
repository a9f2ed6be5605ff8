// SPDX-License-Identifier: EUPL-1.2
//! What is tried again, with which key, and what is not.

use activation_client::ClientError;
use activation_protocol::messages::{ConfirmationRequest, ReleaseRequest, Verb};
use activation_protocol::{Bytes, ProblemCode};
use uuid::Uuid;

use crate::backend::{Backend, Reaction, answer, hasty};
use crate::samples::{activation, confirmed, open_session, refuse, session};

fn proof() -> ConfirmationRequest {
    ConfirmationRequest {
        sid: session(),
        sig: Bytes(vec![1; 256]),
        kiosk_time: 7,
    }
}

#[tokio::test]
async fn a_confirmation_survives_a_lost_connection_and_a_busy_server() {
    let busy = refuse(ProblemCode::Unavailable);
    let backend = Backend::start([Reaction::Leave, busy, answer(&confirmed())]).await;
    let client = backend.client();
    let answer = client.confirm(activation(), &proof(), &hasty()).await;
    assert_eq!(answer.unwrap(), confirmed());
    let seen = backend.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|request| request.body == seen[0].body));
}

#[tokio::test]
async fn every_try_of_one_release_carries_the_same_key() {
    let tries = [
        Reaction::Leave,
        Reaction::LeaveMidway,
        refuse(ProblemCode::ReleaseLimit),
    ];
    let backend = Backend::start(tries).await;
    let (client, key) = (backend.client(), Uuid::from_bytes([6; 16]));
    let body = ReleaseRequest { verb: Verb::Normal };
    let answer = client.release(session(), &body, key, &hasty()).await;
    let Err(ClientError::Problem(problem)) = answer else {
        panic!("no refusal: {answer:?}");
    };
    assert_eq!(problem.code, ProblemCode::ReleaseLimit);
    let quoted = format!("\"{key}\"");
    let keys: Vec<_> = backend.seen();
    assert_eq!(keys.len(), 3);
    for request in &keys {
        assert_eq!(request.header("idempotency-key"), Some(quoted.as_str()));
    }
}

#[tokio::test]
async fn a_refusal_is_final() {
    for code in [ProblemCode::OldExpired, ProblemCode::SignatureInvalid] {
        let backend = Backend::start([refuse(code)]).await;
        let client = backend.client();
        let answer = client
            .open_session(session(), &open_session(), &hasty())
            .await;
        let Err(ClientError::Problem(problem)) = answer else {
            panic!("no refusal");
        };
        assert_eq!((problem.code, problem.outcome), (code, code.outcome()));
        assert_eq!(backend.seen().len(), 1);
    }
}

#[tokio::test]
async fn after_the_last_try_the_last_failure_is_told() {
    let tries = [
        Reaction::Leave,
        Reaction::Leave,
        refuse(ProblemCode::CrlStale),
    ];
    let backend = Backend::start(tries).await;
    let client = backend.client();
    let answer = client
        .open_session(session(), &open_session(), &hasty())
        .await;
    let error = answer.unwrap_err();
    assert_eq!(error.to_string(), "backend: crl-stale");
    assert!(error.is_passing());
}

#[tokio::test]
async fn nobody_listening_is_a_passing_failure() {
    let backend = Backend::start([]).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let (root, totem) = (&backend.authority.root, backend.authority.totem());
    let client = activation_client::ActivationClient::new(&address, root, &totem).unwrap();
    let error = client.readiness(&hasty()).await.unwrap_err();
    assert!(matches!(error, ClientError::Connect(_)), "{error:?}");
    assert!(error.is_passing());
}

// SPDX-License-Identifier: EUPL-1.2
//! A kept connection may be gone when it is needed next; nobody has to wait for that.

use std::time::Duration;

use activation_client::{ClientError, Patience};

use crate::backend::{Backend, Reaction, answer, hasty};
use crate::samples::ready;

fn once() -> Patience {
    Patience::once(Duration::from_secs(5))
}

#[tokio::test]
async fn a_connection_closed_between_two_calls_costs_no_try() {
    let body = serde_json::to_string(&ready()).unwrap();
    let left = Reaction::AnswerAndLeave(200, body);
    let backend = Backend::start([left, answer(&ready())]).await;
    let client = backend.client();
    client.readiness(&once()).await.unwrap();
    client.readiness(&once()).await.unwrap();
    let connections: Vec<_> = backend.seen().iter().map(|it| it.connection).collect();
    assert_eq!(connections, [1, 2]);
}

#[tokio::test]
async fn a_kept_connection_that_breaks_under_a_request_is_replaced_at_once() {
    let script = [answer(&ready()), Reaction::Leave, answer(&ready())];
    let backend = Backend::start(script).await;
    let client = backend.client();
    client.readiness(&once()).await.unwrap();
    client.readiness(&once()).await.unwrap();
    let connections: Vec<_> = backend.seen().iter().map(|it| it.connection).collect();
    assert_eq!(connections, [1, 1, 2]);
}

#[tokio::test]
async fn a_new_connection_that_breaks_is_a_failure_of_the_call() {
    let backend = Backend::start([Reaction::Leave]).await;
    let error = backend.client().readiness(&once()).await.unwrap_err();
    assert!(matches!(error, ClientError::Http(_)), "{error:?}");
    assert_eq!(backend.seen().len(), 1);
}

#[tokio::test]
async fn a_call_does_not_wait_for_another_that_hangs() {
    let backend = Backend::start([Reaction::Nothing, answer(&ready())]).await;
    let client = backend.client();
    let (patience, other) = (once(), hasty());
    let hanging = client.readiness(&patience);
    let served = async {
        while backend.seen().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        client.readiness(&other).await
    };
    tokio::select! {
        _ = hanging => panic!("the hanging call came first"),
        answer = served => assert_eq!(answer.unwrap(), ready()),
    }
}

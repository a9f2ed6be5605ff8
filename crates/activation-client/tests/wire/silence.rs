// SPDX-License-Identifier: EUPL-1.2
//! A server that takes the request, or only the connection, and says nothing more.

use std::time::{Duration, Instant};

use activation_client::{ActivationClient, ClientError, Patience};
use tokio::net::TcpListener;

use crate::backend::{Backend, Reaction, answer};
use crate::samples::ready;

const LIMIT: Duration = Duration::from_millis(300);

#[tokio::test]
async fn a_call_ends_within_its_limit_and_the_next_one_is_not_harmed() {
    let backend = Backend::start([Reaction::Nothing, answer(&ready())]).await;
    let client = backend.client();
    let started = Instant::now();
    let error = client.readiness(&Patience::once(LIMIT)).await.unwrap_err();
    assert!(matches!(error, ClientError::TimedOut), "{error:?}");
    assert!(error.is_passing());
    assert!(started.elapsed() >= LIMIT && started.elapsed() < 5 * LIMIT);
    let patience = Patience::once(Duration::from_secs(5));
    assert_eq!(client.readiness(&patience).await.unwrap(), ready());
    assert_eq!(backend.seen()[1].connection, 2);
}

#[tokio::test]
async fn a_port_that_never_speaks_tls_ends_within_the_limit_too() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let authority = crate::authority::Authority::new();
    let client = ActivationClient::new(&address, &authority.root, &authority.totem()).unwrap();
    let patience = Patience {
        limit: LIMIT,
        pauses: vec![Duration::ZERO],
    };
    let started = Instant::now();
    let error = client.readiness(&patience).await.unwrap_err();
    assert!(matches!(error, ClientError::TimedOut), "{error:?}");
    assert!(started.elapsed() >= 2 * LIMIT && started.elapsed() < 8 * LIMIT);
}

// SPDX-License-Identifier: EUPL-1.2
//! Servers that are not the backend, and totems the backend does not know. Neither is tried again.

use activation_client::{ActivationClient, ClientError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::authority::Authority;
use crate::backend::{Backend, answer, hasty};
use crate::samples::ready;

fn assert_final_handshake_failure(error: &ClientError) {
    assert!(matches!(error, ClientError::Handshake(_)), "{error:?}");
    assert!(!error.is_passing(), "{error:?}");
}

#[tokio::test]
async fn a_server_of_another_authority_gets_no_request() {
    let backend = Backend::start([answer(&ready())]).await;
    let totem = backend.authority.totem();
    let other = Authority::new();
    let client = ActivationClient::new(&backend.address, &other.root, &totem).unwrap();
    assert_final_handshake_failure(&client.readiness(&hasty()).await.unwrap_err());
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_server_of_another_name_gets_no_request() {
    let authority = Authority::new();
    let tls = authority.server(&["elsewhere.example"], true);
    let backend = Backend::serve(authority, tls, [answer(&ready())]).await;
    let error = backend.client().readiness(&hasty()).await.unwrap_err();
    assert_final_handshake_failure(&error);
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_totem_of_another_authority_is_told_so_and_stops() {
    let backend = Backend::start([answer(&ready())]).await;
    let stranger = Authority::new().totem();
    let root = &backend.authority.root;
    let client = ActivationClient::new(&backend.address, root, &stranger).unwrap();
    assert_final_handshake_failure(&client.readiness(&hasty()).await.unwrap_err());
    assert!(backend.seen().is_empty());
}

#[tokio::test]
async fn a_server_that_knows_only_tls_1_2_is_refused() {
    let (client_hello, error) = meet_old_server(SERVER_HELLO_TLS_1_2).await;
    assert_final_handshake_failure(&error);
    // supported_versions (RFC 8446, 4.2.1) offers 0304 and nothing else.
    let offer = [0x00, 0x2B, 0x00, 0x03, 0x02, 0x03, 0x04];
    assert!(client_hello.windows(7).any(|bytes| bytes == offer));
}

#[tokio::test]
async fn an_old_server_that_says_so_is_believed_at_once() {
    // A fatal protocol_version alert (RFC 8446, 6.2).
    let (_, error) = meet_old_server(&[0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x46]).await;
    assert_final_handshake_failure(&error);
}

/// The one ClientHello such a server gets, and what the client makes of its reply.
async fn meet_old_server(reply: &'static [u8]) -> (Vec<u8>, ClientError) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("its address").to_string();
    let server = tokio::spawn(async move {
        let (mut tcp, _) = listener.accept().await.expect("a client");
        let mut hello = vec![0; 4096];
        let length = tcp.read(&mut hello).await.expect("a ClientHello");
        hello.truncate(length);
        tcp.write_all(reply).await.expect("a listener");
        // Holds the line until the client has hung up.
        let _ = tcp.read_to_end(&mut Vec::new()).await;
        hello
    });
    let authority = Authority::new();
    let client = ActivationClient::new(&address, &authority.root, &authority.totem())
        .expect("a usable identity");
    let error = client.readiness(&hasty()).await.expect_err("no handshake");
    (server.await.expect("a ClientHello"), error)
}

/// RFC 5246, 7.4.1.3: version 0303, a random, no session id, suite C02F, no compression.
const SERVER_HELLO_TLS_1_2: &[u8] = &{
    let head = [
        0x16, 0x03, 0x03, 0x00, 0x2A, 0x02, 0x00, 0x00, 0x26, 0x03, 0x03,
    ];
    let mut hello = [0x5A; 47];
    let mut at = 0;
    while at < head.len() {
        hello[at] = head[at];
        at += 1;
    }
    (hello[43], hello[44], hello[45], hello[46]) = (0x00, 0xC0, 0x2F, 0x00);
    hello
};

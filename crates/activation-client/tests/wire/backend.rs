// SPDX-License-Identifier: EUPL-1.2
//! A TLS server that does with each request what its script says, and remembers what it got.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use activation_client::{ActivationClient, Patience};
use rustls::ServerConfig;
use serde::Serialize;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::authority::Authority;

/// What the server does with one request.
#[derive(Clone)]
pub(crate) enum Reaction {
    /// This status and body; the connection stays.
    Answer(u16, String),
    /// The same, and then the connection goes without a word.
    AnswerAndLeave(u16, String),
    /// The connection goes before an answer.
    Leave,
    /// The connection goes in the middle of the body.
    LeaveMidway,
    /// Nothing, for longer than anybody waits.
    Nothing,
}

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// The first line and the headers, lower case.
    pub(crate) head: String,
    pub(crate) body: serde_json::Value,
    /// Which connection it came on, from 1.
    pub(crate) connection: usize,
}

impl Seen {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let prefix = format!("{name}: ");
        self.head.lines().find_map(|it| it.strip_prefix(&prefix))
    }
}

pub(crate) struct Backend {
    pub(crate) authority: Authority,
    pub(crate) address: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Backend {
    /// A backend that wants totems' certificates.
    pub(crate) async fn start(script: impl IntoIterator<Item = Reaction>) -> Self {
        let authority = Authority::new();
        let tls = authority.server(&["127.0.0.1"], true);
        Self::serve(authority, tls, script).await
    }

    pub(crate) async fn serve(
        authority: Authority,
        tls: Arc<ServerConfig>,
        script: impl IntoIterator<Item = Reaction>,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address").to_string();
        let seen = Arc::default();
        let script = Arc::new(Mutex::new(script.into_iter().collect()));
        tokio::spawn(accept(listener, tls, script, Arc::clone(&seen)));
        Self {
            authority,
            address,
            seen,
        }
    }

    pub(crate) fn client(&self) -> ActivationClient {
        let (root, totem) = (&self.authority.root, self.authority.totem());
        ActivationClient::new(&self.address, root, &totem).expect("a usable identity")
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test thread panicked").clone()
    }
}

/// Two more tries at once; a second for each, which no test should need.
pub(crate) fn hasty() -> Patience {
    Patience {
        limit: Duration::from_secs(5),
        pauses: vec![Duration::ZERO; 2],
    }
}

pub(crate) fn answer(body: &impl Serialize) -> Reaction {
    Reaction::Answer(200, serde_json::to_string(body).expect("plain data"))
}

type Script = Arc<Mutex<VecDeque<Reaction>>>;

async fn accept(
    listener: TcpListener,
    tls: Arc<ServerConfig>,
    script: Script,
    seen: Arc<Mutex<Vec<Seen>>>,
) {
    let acceptor = TlsAcceptor::from(tls);
    for connection in 1.. {
        let Ok((tcp, _)) = listener.accept().await else {
            return;
        };
        let (acceptor, script, seen) = (acceptor.clone(), Arc::clone(&script), Arc::clone(&seen));
        tokio::spawn(async move {
            // Who is refused in the handshake is told so by it.
            if let Ok(mut stream) = acceptor.accept(tcp).await {
                while let Some((head, body)) = request(&mut stream).await {
                    seen.lock().expect("no test thread panicked").push(Seen {
                        head,
                        body,
                        connection,
                    });
                    let next = script.lock().expect("no test thread panicked").pop_front();
                    if !react(&mut stream, next.expect("the script is long enough")).await {
                        return;
                    }
                }
            }
        });
    }
}

/// `false` when the connection is over. A stream that is dropped says no goodbye, as a machine
/// that loses its power.
async fn react(stream: &mut TlsStream<TcpStream>, reaction: Reaction) -> bool {
    match reaction {
        Reaction::Answer(status, body) => write(stream, status, &body).await,
        Reaction::AnswerAndLeave(status, body) => {
            write(stream, status, &body).await;
            false
        }
        Reaction::Leave => false,
        Reaction::LeaveMidway => {
            let half = "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"ok\":";
            let _ = stream.write_all(half.as_bytes()).await;
            let _ = stream.flush().await;
            false
        }
        Reaction::Nothing => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            false
        }
    }
}

async fn write(stream: &mut TlsStream<TcpStream>, status: u16, body: &str) -> bool {
    let length = body.len();
    let head = format!("HTTP/1.1 {status} Status\r\ncontent-length: {length}\r\n\r\n");
    let whole = [head.as_bytes(), body.as_bytes()].concat();
    stream.write_all(&whole).await.is_ok() && stream.flush().await.is_ok()
}

async fn request(stream: &mut TlsStream<TcpStream>) -> Option<(String, serde_json::Value)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?.to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().expect("a number"));
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let body = serde_json::from_slice(&body).unwrap_or(serde_json::Value::Null);
    Some((head, body))
}

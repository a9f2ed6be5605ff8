// SPDX-License-Identifier: EUPL-1.2
//! A kept-alive HTTP/1.1 connection over TLS, remade when it is gone.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::ClientError;

type Sender = SendRequest<Full<Bytes>>;

/// Where the backend is, and the connection to it that nobody uses just now.
pub(crate) struct Connection {
    authority: String,
    host: String,
    port: u16,
    server: ServerName<'static>,
    tls: Arc<ClientConfig>,
    idle: Mutex<Option<Sender>>,
}

/// An answer: status and body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(address: &str, tls: Arc<ClientConfig>) -> Result<Self, ClientError> {
        let (host, port) = address.rsplit_once(':').ok_or(ClientError::Address)?;
        let bare = host
            .strip_prefix('[')
            .and_then(|ipv6| ipv6.strip_suffix(']'))
            .unwrap_or(host);
        let server = ServerName::try_from(bare.to_owned()).map_err(|_| ClientError::Address)?;
        Ok(Self {
            authority: address.to_owned(),
            host: bare.to_owned(),
            port: port.parse().map_err(|_| ClientError::Address)?,
            server,
            tls,
            idle: Mutex::new(None),
        })
    }

    /// Host and port, as the `Host` header names them (RFC 9110, 7.2).
    pub(crate) fn authority(&self) -> &str {
        &self.authority
    }

    /// Sends one request and waits for the whole answer of at most `longest` bytes, all within
    /// `limit`.
    pub(crate) async fn send(
        &self,
        request: Request<Full<Bytes>>,
        longest: usize,
        limit: Duration,
    ) -> Result<Reply, ClientError> {
        tokio::time::timeout(limit, self.exchange(request, longest))
            .await
            .unwrap_or(Err(ClientError::TimedOut))
    }

    /// On the idle connection if it still lives, else on a new one.
    ///
    /// A connection the other side closed meanwhile looks alive until it is used. That is no
    /// failure of this call: as every call may be repeated, it is sent once more on a new one.
    async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
        longest: usize,
    ) -> Result<Reply, ClientError> {
        if let Some(kept) = self.take_idle() {
            match self.exchange_on(kept, request.clone(), longest).await {
                Err(ClientError::Http(_)) => {}
                settled => return settled,
            }
        }
        let fresh = self.connect().await?;
        self.exchange_on(fresh, request, longest).await
    }

    /// The connection is nobody's while it is in use: a second call at the same time makes its own,
    /// and a call that is given up drops it, so that a half-read answer is never taken up.
    async fn exchange_on(
        &self,
        mut sender: Sender,
        request: Request<Full<Bytes>>,
        longest: usize,
    ) -> Result<Reply, ClientError> {
        let response = sender.send_request(request).await.map_err(broken)?;
        let reply = read(response, longest).await?;
        *self.idle() = Some(sender);
        Ok(reply)
    }

    fn take_idle(&self) -> Option<Sender> {
        self.idle().take().filter(SendRequest::is_ready)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Option<Sender>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connect(&self) -> Result<Sender, ClientError> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port))
            .await
            .map_err(ClientError::Connect)?;
        tcp.set_nodelay(true).map_err(ClientError::Connect)?;
        let stream = TlsConnector::from(Arc::clone(&self.tls))
            .connect(self.server.clone(), tcp)
            .await
            .map_err(ClientError::Handshake)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(broken)?;
        tokio::spawn(connection);
        Ok(sender)
    }
}

async fn read(
    response: Response<hyper::body::Incoming>,
    longest: usize,
) -> Result<Reply, ClientError> {
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), longest)
        .collect()
        .await
        .map_err(|error| match error.downcast::<hyper::Error>() {
            Ok(error) => broken(*error),
            Err(error) => {
                debug_assert!(error.is::<LengthLimitError>(), "{error}");
                ClientError::Answer { status }
            }
        })?;
    Ok(Reply {
        status,
        body: body.to_bytes().to_vec(),
    })
}

/// In TLS 1.3 a server judges the client's certificate after the client's handshake is over, so
/// its refusal comes as an alert in place of an answer.
fn broken(error: hyper::Error) -> ClientError {
    let refusal = std::iter::successors(error.source(), |cause| (*cause).source())
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .find_map(|io| io.get_ref()?.downcast_ref::<rustls::Error>())
        .filter(|cause| matches!(cause, rustls::Error::AlertReceived(_)))
        .cloned();
    match refusal {
        Some(alert) => {
            ClientError::Handshake(std::io::Error::new(std::io::ErrorKind::InvalidData, alert))
        }
        None => ClientError::Http(error),
    }
}

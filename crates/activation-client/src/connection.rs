// SPDX-License-Identifier: EUPL-1.2
//! One kept-alive HTTP/1.1 connection over TLS, remade when it is gone.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls_pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_rustls::TlsConnector;

use crate::ClientError;

/// Where the backend is, and the connection to it, if one is open.
pub(crate) struct Connection {
    host: String,
    port: u16,
    server: ServerName<'static>,
    tls: Arc<ClientConfig>,
    open: Mutex<Option<SendRequest<Full<Bytes>>>>,
}

/// An answer: status and body.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn new(address: &str, tls: Arc<ClientConfig>) -> Result<Self, ClientError> {
        let (host, port) = address.rsplit_once(':').ok_or(ClientError::Address)?;
        let server = ServerName::try_from(host.to_owned()).map_err(|_| ClientError::Address)?;
        Ok(Self {
            host: host.to_owned(),
            port: port.parse().map_err(|_| ClientError::Address)?,
            server,
            tls,
            open: Mutex::new(None),
        })
    }

    /// The `Host` header.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Sends one request and waits for the whole answer, all within `limit`.
    pub(crate) async fn send(
        &self,
        request: Request<Full<Bytes>>,
        limit: Duration,
    ) -> Result<Reply, ClientError> {
        tokio::time::timeout(limit, self.exchange(request))
            .await
            .unwrap_or(Err(ClientError::TimedOut))
    }

    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<Reply, ClientError> {
        // The guard is held for the whole exchange: a totem talks about one thing at a time. A
        // cancelled exchange leaves the slot empty, so a half-read answer is never taken up.
        let mut slot = self.open.lock().await;
        let mut sender = match slot.take() {
            Some(sender) if sender.is_ready() => sender,
            Some(_) | None => self.connect().await?,
        };
        let response = sender.send_request(request).await?;
        let reply = read(response).await?;
        *slot = Some(sender);
        Ok(reply)
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, ClientError> {
        let tcp = TcpStream::connect((self.host.as_str(), self.port))
            .await
            .map_err(ClientError::Connect)?;
        tcp.set_nodelay(true).map_err(ClientError::Connect)?;
        let stream = TlsConnector::from(Arc::clone(&self.tls))
            .connect(self.server.clone(), tcp)
            .await
            .map_err(ClientError::Handshake)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(sender)
    }
}

async fn read(response: Response<hyper::body::Incoming>) -> Result<Reply, ClientError> {
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), LONGEST_ANSWER)
        .collect()
        .await
        .map_err(|_| ClientError::Answer { status })?;
    Ok(Reply {
        status,
        body: body.to_bytes().to_vec(),
    })
}

/// No answer of the interface is longer, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

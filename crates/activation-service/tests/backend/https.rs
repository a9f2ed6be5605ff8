// SPDX-License-Identifier: EUPL-1.2
//! A small HTTPS client: one connection a request, and every way it can fail is visible.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use rustls::crypto::ring;
use rustls::version::TLS13;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// What a client shows.
pub(crate) struct Identity {
    pub(crate) certificate: CertificateDer<'static>,
    pub(crate) key: PrivateKeyDer<'static>,
}

/// One server, one identity or none.
#[derive(Clone)]
pub(crate) struct Client {
    at: SocketAddr,
    tls: TlsConnector,
}

/// An open connection.
pub(crate) type Sender = http1::SendRequest<Full<Bytes>>;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of a problem; whatever else it is, it is not a problem.
    #[track_caller]
    pub(crate) fn problem(&self) -> String {
        assert_eq!(self.content_type, "application/problem+json", "{self:?}");
        let problem: serde_json::Value = self.json();
        assert_eq!(problem["status"], self.status);
        problem["code"].as_str().unwrap().to_owned()
    }
}

impl Client {
    pub(crate) fn new(
        at: SocketAddr,
        root: CertificateDer<'static>,
        identity: Option<Identity>,
    ) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(root).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .unwrap()
            .with_root_certificates(roots);
        let config = match identity {
            Some(Identity { certificate, key }) => config
                .with_client_auth_cert(vec![certificate], key)
                .unwrap(),
            None => config.with_no_client_auth(),
        };
        let tls = TlsConnector::from(Arc::new(config));
        Self { at, tls }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Vec::new(), None)
            .await
            .unwrap()
    }

    pub(crate) async fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.send(Method::PUT, path, body, None).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.send(Method::POST, path, body, None).await.unwrap()
    }

    /// Any request; an error is a connection that was not made or was cut.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: Vec<u8>,
        key: Option<&str>,
    ) -> io::Result<Answer> {
        self.send_on(&mut self.connect().await?, method, path, body, key)
            .await
    }

    /// A connection that was used once and stays open.
    pub(crate) async fn held(&self) -> Sender {
        let mut sender = self.connect().await.unwrap();
        let answer = self.send_on(&mut sender, Method::GET, "/", Vec::new(), None);
        answer.await.unwrap();
        sender
    }

    async fn connect(&self) -> io::Result<Sender> {
        let tcp = TcpStream::connect(self.at).await?;
        tcp.set_nodelay(true)?;
        let name = ServerName::from(self.at.ip());
        let stream = TokioIo::new(self.tls.connect(name, tcp).await?);
        let (sender, connection) = http1::handshake(stream).await.map_err(io::Error::other)?;
        tokio::spawn(connection);
        Ok(sender)
    }

    async fn send_on(
        &self,
        sender: &mut Sender,
        method: Method,
        path: &str,
        body: Vec<u8>,
        key: Option<&str>,
    ) -> io::Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.at.to_string())
            .header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request = request.body(Full::new(Bytes::from(body))).unwrap();
        let response = sender
            .send_request(request)
            .await
            .map_err(io::Error::other)?;
        let (parts, body) = response.into_parts();
        let content_type = parts.headers.get("content-type");
        Ok(Answer {
            status: parts.status.as_u16(),
            content_type: content_type
                .map(|value| value.to_str().unwrap().to_owned())
                .unwrap_or_default(),
            body: body.collect().await.map_err(io::Error::other)?.to_bytes(),
        })
    }
}

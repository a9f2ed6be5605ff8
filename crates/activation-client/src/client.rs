// SPDX-License-Identifier: EUPL-1.2
//! The calls of `/v1`, each typed, with the retries of the patience it is given.

use activation_protocol::messages::{
    AbortRequest, Authorised, Bound, CardCheck, CardCheckRequest, ConfirmationRequest, Confirmed,
    NewCardRequest, OldProofRequest, OpenSession, Readiness, ReleaseReport, ReleaseRequest,
    SessionOpened, paths,
};
use activation_protocol::{ActivationId, Problem, ReleaseNo, SealedRelease, SessionId};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, Request};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::connection::{Connection, Reply};
use crate::identity::{Identity, tls_config};
use crate::retry::with_jitter;
use crate::{ClientError, Patience};

/// A totem's connection to the backend.
pub struct ActivationClient {
    connection: Connection,
}

impl ActivationClient {
    /// For the API at `address` (`host:port`) under the trusted `root` (DER).
    ///
    /// # Errors
    /// [`ClientError::Address`] or [`ClientError::Identity`]; nothing is connected yet.
    pub fn new(address: &str, root: &[u8], identity: &Identity) -> Result<Self, ClientError> {
        let tls = tls_config(root, Some(identity))?;
        Ok(Self {
            connection: Connection::new(address, tls)?,
        })
    }

    /// `GET /v1/readiness`; a service that is up and not ready is an answer, not an error.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn readiness(&self, patience: &Patience) -> Result<Readiness, ClientError> {
        let call = Call::get(paths::READINESS.to_owned());
        let reply = self.tried(&call, patience).await?;
        match reply.status {
            200 | 503 => serde_json::from_slice(&reply.body).map_err(|_| ClientError::Answer {
                status: reply.status,
            }),
            _ => Err(refusal(&reply)),
        }
    }

    /// `PUT /v1/sessions/{sid}`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn open_session(
        &self,
        sid: SessionId,
        body: &OpenSession,
        patience: &Patience,
    ) -> Result<SessionOpened, ClientError> {
        self.ask(&Call::put(paths::session(sid), body), patience)
            .await
    }

    /// `PUT /v1/sessions/{sid}/old-proof`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn old_proof(
        &self,
        sid: SessionId,
        body: &OldProofRequest,
        patience: &Patience,
    ) -> Result<Authorised, ClientError> {
        self.ask(&Call::put(paths::old_proof(sid), body), patience)
            .await
    }

    /// `PUT /v1/sessions/{sid}/new-card`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn new_card(
        &self,
        sid: SessionId,
        body: &NewCardRequest,
        patience: &Patience,
    ) -> Result<Bound, ClientError> {
        self.ask(&Call::put(paths::new_card(sid), body), patience)
            .await
    }

    /// `POST /v1/sessions/{sid}/release`; retries carry the same idempotency key.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn release(
        &self,
        sid: SessionId,
        body: &ReleaseRequest,
        key: Uuid,
        patience: &Patience,
    ) -> Result<SealedRelease, ClientError> {
        let call = Call::post(paths::release(sid), body).keyed(key);
        self.ask(&call, patience).await
    }

    /// `PUT /v1/activations/{aid}/confirmation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm(
        &self,
        aid: ActivationId,
        body: &ConfirmationRequest,
        patience: &Patience,
    ) -> Result<Confirmed, ClientError> {
        self.ask(&Call::put(paths::confirmation(aid), body), patience)
            .await
    }

    /// `POST /v1/sessions/{sid}/abort`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn abort(
        &self,
        sid: SessionId,
        body: &AbortRequest,
        patience: &Patience,
    ) -> Result<(), ClientError> {
        self.tell(&Call::post(paths::abort(sid), body), patience)
            .await
    }

    /// `PUT /v1/activations/{aid}/releases/{n}/report`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn report(
        &self,
        aid: ActivationId,
        release: ReleaseNo,
        body: &ReleaseReport,
        patience: &Patience,
    ) -> Result<(), ClientError> {
        self.tell(&Call::put(paths::report(aid, release), body), patience)
            .await
    }

    /// `POST /v1/card-checks`: how a card stands. It has no effect, so that a try more or less is
    /// all the same; who waits for it is helped more by a soon "not now" than by many tries.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn check_card(
        &self,
        body: &CardCheckRequest,
        patience: &Patience,
    ) -> Result<CardCheck, ClientError> {
        let call = Call::post(paths::CARD_CHECKS.to_owned(), body);
        self.ask(&call, patience).await
    }

    /// `GET /v1/card-profiles`: the published bundle as the file it is, at most 1 MB. Its
    /// signature is for the caller to verify.
    ///
    /// # Errors
    /// [`ClientError`]; a longer answer is [`ClientError::Answer`], and a service that publishes
    /// none says [`ProblemCode::NotFound`](activation_protocol::ProblemCode::NotFound).
    pub async fn card_profiles(&self, patience: &Patience) -> Result<Vec<u8>, ClientError> {
        let call = Call::get(paths::CARD_PROFILES.to_owned()).at_most(LONGEST_BUNDLE);
        let reply = self.tried(&call, patience).await?;
        match reply.status {
            200 => Ok(reply.body),
            _ => Err(refusal(&reply)),
        }
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        call: &Call,
        patience: &Patience,
    ) -> Result<T, ClientError> {
        let reply = self.tried(call, patience).await?;
        understood(&reply)
    }

    async fn tell(&self, call: &Call, patience: &Patience) -> Result<(), ClientError> {
        let reply = self.tried(call, patience).await?;
        if (200..300).contains(&reply.status) {
            Ok(())
        } else {
            Err(refusal(&reply))
        }
    }

    /// The call with its retries; the last failure is the one told.
    async fn tried(&self, call: &Call, patience: &Patience) -> Result<Reply, ClientError> {
        let mut pauses = patience.pauses.iter();
        loop {
            let outcome = self.once(call, patience).await;
            let Err(error) = &outcome else {
                return outcome;
            };
            match pauses.next() {
                Some(pause) if error.is_passing() => {
                    tokio::time::sleep(with_jitter(*pause)).await;
                }
                Some(_) | None => return outcome,
            }
        }
    }

    async fn once(&self, call: &Call, patience: &Patience) -> Result<Reply, ClientError> {
        let request = call.request(self.connection.authority());
        let reply = self
            .connection
            .send(request, call.longest, patience.limit)
            .await?;
        let passing = reply.status >= 500 && call.path != paths::READINESS;
        if passing {
            Err(refusal(&reply))
        } else {
            Ok(reply)
        }
    }
}

/// A call as data, so that it can be sent again.
pub(crate) struct Call {
    method: Method,
    path: String,
    body: Vec<u8>,
    key: Option<Uuid>,
    /// The longest answer, in bytes.
    longest: usize,
}

impl Call {
    pub(crate) fn get(path: String) -> Self {
        Self {
            method: Method::GET,
            path,
            body: Vec::new(),
            key: None,
            longest: LONGEST_ANSWER,
        }
    }

    pub(crate) fn put(path: String, body: &impl Serialize) -> Self {
        Self::with_body(Method::PUT, path, body)
    }

    pub(crate) fn post(path: String, body: &impl Serialize) -> Self {
        Self::with_body(Method::POST, path, body)
    }

    fn with_body(method: Method, path: String, body: &impl Serialize) -> Self {
        Self {
            method,
            path,
            body: serde_json::to_vec(body).expect("our bodies are plain data"),
            key: None,
            longest: LONGEST_ANSWER,
        }
    }

    fn keyed(self, key: Uuid) -> Self {
        Self {
            key: Some(key),
            ..self
        }
    }

    fn at_most(self, longest: usize) -> Self {
        Self { longest, ..self }
    }

    pub(crate) fn request(&self, authority: &str) -> Request<Full<Bytes>> {
        let mut request = Request::builder()
            .method(self.method.clone())
            .uri(&self.path)
            .header("host", authority)
            .header("content-type", "application/json")
            .header("puntosi-api", API_VERSION);
        if let Some(key) = self.key {
            request = request.header("idempotency-key", format!("\"{key}\""));
        }
        request
            .body(Full::new(Bytes::from(self.body.clone())))
            .expect("our paths and headers are ASCII")
    }
}

pub(crate) fn understood<T: DeserializeOwned>(reply: &Reply) -> Result<T, ClientError> {
    if !(200..300).contains(&reply.status) {
        return Err(refusal(reply));
    }
    serde_json::from_slice(&reply.body).map_err(|_| ClientError::Answer {
        status: reply.status,
    })
}

fn refusal(reply: &Reply) -> ClientError {
    match serde_json::from_slice::<Problem>(&reply.body) {
        Ok(problem) => ClientError::Problem(Box::new(problem)),
        Err(_) => ClientError::Answer {
            status: reply.status,
        },
    }
}

const API_VERSION: &str = "2026-11";
/// No other answer of the interface is longer than the first, in bytes.
pub(crate) const LONGEST_ANSWER: usize = 64 * 1024;
const LONGEST_BUNDLE: usize = 1024 * 1024;

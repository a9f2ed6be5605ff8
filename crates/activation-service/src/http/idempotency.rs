// SPDX-License-Identifier: EUPL-1.2
//! `Idempotency-Key`: one key, one request.
//!
//! The rows make a repeated request give the same answer, with the same bytes for a release while
//! they are kept. So only the digest of a request is kept under its key, and no sealed code lies
//! about longer than its own time.

use std::sync::Arc;

use activation_protocol::{Bytes, Hash, KioskId, ProblemCode};
use activation_store::{Recall, StoredAnswer};
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ring::digest::{Context, SHA256};
use uuid::Uuid;

use super::{EnrolledKiosk, Refusal};
use crate::clock;
use crate::service::Service;

/// Middleware: a key that was used with another request is refused; without a key, nothing.
pub(crate) async fn refuse_reused_keys(
    State(service): State<Arc<Service>>,
    kiosk: EnrolledKiosk,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = request.headers().get(HEADER) else {
        return next.run(request).await;
    };
    let key = key
        .to_str()
        .ok()
        .and_then(|text| text.trim_matches('"').parse().ok());
    let (Some(key), Ok((request, digest))) = (key, digested(request).await) else {
        return Refusal(ProblemCode::Malformed).into_response();
    };
    // A task of its own: dropped in the middle of it, a claim would be nobody's to give up.
    let claim = tokio::spawn(Claim::stake(service, kiosk, key, digest)).await;
    match claim.unwrap_or(Err(Refusal(ProblemCode::Unavailable))) {
        Ok(claim) => claim.answer(next.run(request).await).await,
        Err(refusal) => refusal.into_response(),
    }
}

/// A key that is in use while its request runs.
struct Claim {
    service: Arc<Service>,
    kiosk: KioskId,
    key: Uuid,
    is_running: bool,
}

impl Claim {
    async fn stake(
        service: Arc<Service>,
        EnrolledKiosk(kiosk): EnrolledKiosk,
        key: Uuid,
        digest: Hash,
    ) -> Result<Self, Refusal> {
        let recall = service.store.recall(kiosk, key, digest, clock::now()).await;
        match recall.map_err(|error| service.failed("idempotency", error))? {
            Recall::Fresh | Recall::Answered(_) => Ok(Self {
                service,
                kiosk,
                key,
                is_running: true,
            }),
            Recall::InProgress => Err(Refusal(ProblemCode::Unavailable)),
            Recall::OtherRequest => Err(Refusal(ProblemCode::KeyReused)),
        }
    }

    /// Marks the key as answered; a key that cannot be marked frees itself after a while.
    async fn answer(mut self, response: Response) -> Response {
        let marked = StoredAnswer {
            status: response.status().as_u16(),
            body: Bytes::default(),
        };
        let remembered = self.service.store.remember(self.kiosk, self.key, &marked);
        if let Err(error) = remembered.await {
            let _ = self.service.failed("idempotency", error);
        }
        self.is_running = false;
        response
    }
}

impl Drop for Claim {
    /// A kiosk that waited no longer will ask again with the same key, and must not be told that
    /// its request is running: that one was dropped with its connection.
    fn drop(&mut self) {
        if self.is_running {
            let (service, kiosk, key) = (Arc::clone(&self.service), self.kiosk, self.key);
            tokio::spawn(async move {
                if let Err(error) = service.store.release_key(kiosk, key).await {
                    let _ = service.failed("idempotency", error);
                }
            });
        }
    }
}

/// SHA-256 of method, path and body; the request is put together again.
async fn digested(request: Request) -> Result<(Request, Hash), axum::Error> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY_MAX).await?;
    let mut context = Context::new(&SHA256);
    context.update(Method::as_str(&parts.method).as_bytes());
    context.update(b"\0");
    context.update(parts.uri.path().as_bytes());
    context.update(b"\0");
    context.update(&body);
    let mut digest = [0; 32];
    digest.copy_from_slice(context.finish().as_ref());
    Ok((Request::from_parts(parts, Body::from(body)), digest))
}

const HEADER: &str = "idempotency-key";
/// Largest request body, bytes.
pub(crate) const BODY_MAX: usize = 32 * 1024;

// SPDX-License-Identifier: EUPL-1.2
//! `Idempotency-Key`: one key, one request.
//!
//! The rows make a repeated request give the same answer, with the same bytes for a release while
//! they are kept. So only the digest of a request is kept under its key, and no sealed code lies
//! about longer than its own time.

use std::sync::Arc;

use activation_protocol::{Bytes, Hash, ProblemCode};
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
    match claim(&service, kiosk, key, digest).await {
        Ok(()) => answer(&service, kiosk, key, next.run(request).await).await,
        Err(refusal) => refusal.into_response(),
    }
}

async fn claim(
    service: &Service,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    key: Uuid,
    digest: Hash,
) -> Result<(), Refusal> {
    let recall = service.store.recall(kiosk, key, digest, clock::now()).await;
    match recall.map_err(|error| service.failed("idempotency", error))? {
        Recall::Fresh | Recall::Answered(_) => Ok(()),
        Recall::InProgress => Err(Refusal(ProblemCode::Unavailable)),
        Recall::OtherRequest => Err(Refusal(ProblemCode::KeyReused)),
    }
}

/// Marks the key as answered; a key that cannot be marked frees itself after a while.
async fn answer(
    service: &Service,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    key: Uuid,
    response: Response,
) -> Response {
    let marked = StoredAnswer {
        status: response.status().as_u16(),
        body: Bytes::default(),
    };
    if let Err(error) = service.store.remember(kiosk, key, &marked).await {
        let _ = service.failed("idempotency", error);
    }
    response
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

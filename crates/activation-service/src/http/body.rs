// SPDX-License-Identifier: EUPL-1.2
//! A JSON request body: small, and with no field that is not known.

use activation_protocol::{Hash, ProblemCode};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use ring::digest::{SHA256, digest};
use serde::de::DeserializeOwned;

use super::Refusal;

/// The parsed body and the digest of its bytes.
pub(crate) struct Body<T> {
    pub(crate) value: T,
    pub(crate) digest: Hash,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let malformed = Refusal(ProblemCode::Malformed);
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| malformed)?;
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, &bytes).as_ref());
        Ok(Self {
            value: serde_json::from_slice(&bytes).map_err(|_| malformed)?,
            digest: hash,
        })
    }
}

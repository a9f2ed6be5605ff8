// SPDX-License-Identifier: EUPL-1.2
//! The ids in a path. One that is not well formed names nothing: 404.

use activation_protocol::ProblemCode;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::Refusal;

/// One id, or a tuple of them.
pub(crate) struct Named<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(ids)| Self(ids))
            .map_err(|_| Refusal(ProblemCode::NotFound))
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! No request takes longer than a kiosk waits; one that would is dropped and leaves nothing.

use std::time::Duration;

use activation_protocol::ProblemCode;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Refusal;

/// Middleware.
pub(crate) async fn limit_time(request: Request, next: Next) -> Response {
    tokio::time::timeout(REQUEST_MAX, next.run(request))
        .await
        .unwrap_or_else(|_| Refusal(ProblemCode::Unavailable).into_response())
}

const REQUEST_MAX: Duration = Duration::from_secs(15);

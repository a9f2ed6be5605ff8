// SPDX-License-Identifier: EUPL-1.2
//! Counts every answer by route and status.

use std::sync::Arc;

use activation_protocol::ProblemCode;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::service::Service;

/// Middleware.
pub(crate) async fn observe(
    State(service): State<Arc<Service>>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    let route = path.as_ref().map_or("other", MatchedPath::as_str);
    service.metrics.request(route, response.status().as_u16());
    if let Some(code) = response.extensions().get::<ProblemCode>() {
        service.metrics.problem(*code);
    }
    response
}

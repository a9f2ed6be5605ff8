// SPDX-License-Identifier: EUPL-1.2
//! `/livez`, `/readyz` and `/metrics` on the management listener.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;

use super::readiness;
use crate::clock;
use crate::service::Service;

/// The program runs.
pub(crate) async fn livez() -> &'static str {
    "ok\n"
}

/// It can do its work: the reasons, a line each, when it cannot.
pub(crate) async fn readyz(State(service): State<Arc<Service>>) -> (StatusCode, String) {
    let readiness = readiness::of(&service).await;
    if readiness.ok {
        return (StatusCode::OK, "ok\n".to_owned());
    }
    let reasons: String = readiness
        .reasons
        .iter()
        .filter_map(|reason| serde_json::to_value(reason).ok())
        .filter_map(|reason| Some(format!("{}\n", reason.as_str()?)))
        .collect();
    (StatusCode::SERVICE_UNAVAILABLE, reasons)
}

/// Prometheus text format.
pub(crate) async fn metrics(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let page = service.metrics.page(&service.trust.list_ages(clock::now()));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], page)
}

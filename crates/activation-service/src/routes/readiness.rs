// SPDX-License-Identifier: EUPL-1.2
//! `GET /v1/readiness`: asked before anybody is asked for a PIN.

use std::sync::Arc;

use activation_protocol::messages::{NotReady, Readiness};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::clock;
use crate::http::EnrolledKiosk;
use crate::service::Service;

/// 200 when an activation could be carried through now, else 503, with the reasons.
pub(crate) async fn readiness(
    State(service): State<Arc<Service>>,
    _kiosk: EnrolledKiosk,
) -> (StatusCode, Json<Readiness>) {
    let readiness = of(&service).await;
    let status = if readiness.ok {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(readiness))
}

pub(super) async fn of(service: &Service) -> Readiness {
    let now = clock::now();
    let mut reasons = Vec::new();
    if service.store.health().await.is_err() {
        reasons.push(NotReady::Database);
    }
    if !service.trust.is_covered(now) {
        reasons.push(NotReady::CrlStale);
    }
    Readiness {
        ok: reasons.is_empty(),
        reasons,
        server_time: now.seconds(),
        card_profiles: service.card_profiles().map(|bundle| bundle.version),
    }
}

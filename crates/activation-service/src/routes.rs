// SPDX-License-Identifier: EUPL-1.2
//! The routes of each listener; one file a resource.

mod abort;
mod card_check;
mod card_profiles;
mod confirmation;
mod enrolments;
mod health;
mod new_card;
mod old_proof;
mod open_session;
mod presented_card;
mod readiness;
mod release;
mod report;

use std::any::Any;
use std::sync::Arc;

use activation_protocol::ProblemCode;
use activation_protocol::messages::paths;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::{BODY_MAX, Refusal, limit_time, observe, refuse_reused_keys};
use crate::service::Service;

/// For enrolled kiosks.
pub(crate) fn api(service: Arc<Service>) -> Router {
    let routes = Router::new()
        .route(paths::READINESS, get(readiness::readiness))
        .route(paths::CARD_PROFILES, get(card_profiles::card_profiles))
        .route(paths::CARD_CHECKS, post(card_check::check_card))
        .route("/v1/sessions/{sid}", put(open_session::open_session))
        .route("/v1/sessions/{sid}/old-proof", put(old_proof::old_proof))
        .route("/v1/sessions/{sid}/new-card", put(new_card::new_card))
        .route("/v1/sessions/{sid}/release", post(release::release))
        .route("/v1/sessions/{sid}/abort", post(abort::abort))
        .route(
            "/v1/activations/{aid}/releases/{n}/report",
            put(report::report),
        )
        .route(
            "/v1/activations/{aid}/confirmation",
            put(confirmation::confirmation),
        )
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here)
        .layer(from_fn_with_state(Arc::clone(&service), refuse_reused_keys));
    guarded(routes, service, BODY_MAX)
}

/// For kiosks that are not enrolled yet.
pub(crate) fn enrolment(service: Arc<Service>) -> Router {
    let routes = Router::new()
        .route(paths::ENROLMENTS, post(enrolments::enrol))
        .route("/v1/enrolments/{id}", get(enrolments::enrolment))
        .fallback(nothing_here)
        .method_not_allowed_fallback(nothing_here);
    guarded(routes, service, ENROLMENT_BODY_MAX)
}

/// For the operator's machines.
pub(crate) fn management(service: Arc<Service>) -> Router {
    Router::new()
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .with_state(service)
}

/// Small bodies, bounded time, and a problem instead of a dropped connection when a handler
/// fails.
fn guarded(routes: Router<Arc<Service>>, service: Arc<Service>, body_max: usize) -> Router {
    routes
        .layer(CatchPanicLayer::custom(after_a_panic))
        .layer(from_fn(limit_time))
        .layer(DefaultBodyLimit::max(body_max))
        .layer(from_fn_with_state(Arc::clone(&service), observe))
        .with_state(service)
}

fn after_a_panic(_: Box<dyn Any + Send>) -> Response {
    Refusal(ProblemCode::Unavailable).into_response()
}

async fn nothing_here() -> Refusal {
    Refusal(ProblemCode::NotFound)
}

const ENROLMENT_BODY_MAX: usize = 4 * 1024;

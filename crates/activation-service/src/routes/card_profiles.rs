// SPDX-License-Identifier: EUPL-1.2
//! `GET /v1/card-profiles`: the published bundle, as the file it is.

use std::sync::Arc;

use activation_protocol::ProblemCode;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;

use crate::http::{EnrolledKiosk, Refusal};
use crate::service::Service;

/// The bytes whose signature the kiosk verifies; 404 when nothing is published.
pub(crate) async fn card_profiles(
    State(service): State<Arc<Service>>,
    _kiosk: EnrolledKiosk,
) -> Result<impl IntoResponse, Refusal> {
    let bundle = service.card_profiles().ok_or(ProblemCode::NotFound)?;
    Ok(([(header::CONTENT_TYPE, BUNDLE)], bundle.file))
}

const BUNDLE: &str = "text/plain; charset=utf-8";

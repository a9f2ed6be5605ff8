// SPDX-License-Identifier: EUPL-1.2
//! `POST /v1/sessions/{sid}/abort`: the kiosk gave up.

use std::sync::Arc;

use activation_protocol::SessionId;
use activation_protocol::messages::{AbortReason, AbortRequest};
use activation_rules::{Abort, Command};
use activation_store::Address;
use axum::extract::State;
use axum::http::StatusCode;

use crate::clock;
use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;

/// Ends a session that obtained nothing; after a release it only tells what became of it.
pub(crate) async fn abort(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(session): Named<SessionId>,
    body: Body<AbortRequest>,
) -> Result<StatusCode, Refusal> {
    let command = Command::Abort(Abort {
        session,
        kiosk,
        no_write: body.value.no_write,
        wrong_pin: body.value.reason == AbortReason::WrongPin,
    });
    let address = Address::Session(session);
    service.decide(address, &command, clock::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

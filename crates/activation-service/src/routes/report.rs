// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/activations/{aid}/releases/{n}/report`: what became of a release.

use std::sync::Arc;

use activation_protocol::messages::ReleaseReport;
use activation_protocol::{ActivationId, ReleaseNo};
use activation_rules::{Command, Report};
use activation_store::Address;
use axum::extract::State;
use axum::http::StatusCode;

use crate::clock;
use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;

/// Takes the report down, once.
pub(crate) async fn report(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named((activation, release)): Named<(ActivationId, ReleaseNo)>,
    body: Body<ReleaseReport>,
) -> Result<StatusCode, Refusal> {
    let command = Command::Report(Report {
        activation,
        release,
        kiosk,
        result: body.value.result,
    });
    let address = Address::Activation(activation);
    service.decide(address, &command, clock::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

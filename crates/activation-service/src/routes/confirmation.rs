// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/activations/{aid}/confirmation`: the new card signed T2.

use std::sync::Arc;

use activation_protocol::messages::{ConfirmationRequest, ConfirmationStatus, Confirmed};
use activation_protocol::{ActivationId, KioskId, ProblemCode};
use activation_rules::{Command, Confirm, Decision, Reply, Rows, Timestamp, decide};
use activation_store::Address;
use axum::Json;
use axum::extract::State;

use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;
use crate::signatures::verdict;
use crate::{clock, events};

/// Verifies T2 as this server rebuilds it; then the two cards change places.
pub(crate) async fn confirmation(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(activation): Named<ActivationId>,
    body: Body<ConfirmationRequest>,
) -> Result<Json<Confirmed>, Refusal> {
    let (request, now) = (&body.value, clock::now());
    let decided = service
        .decide_by(Address::Activation(activation), |rows| {
            confirm(&service, rows, (kiosk, activation), request, now)
        })
        .await;
    match decided {
        Ok(Reply::Confirmed(confirmed)) => {
            if confirmed.status == ConfirmationStatus::Confirmed {
                events::activation_confirmed(kiosk, request.sid);
            }
            Ok(Json(confirmed))
        }
        Ok(_) => Err(Refusal(ProblemCode::Unavailable)),
        Err(Refusal(code)) => {
            if code == ProblemCode::Review {
                events::activation_review(kiosk, request.sid);
            }
            events::request_refused(kiosk, "confirmation", code);
            Err(Refusal(code))
        }
    }
}

/// Rebuilds T2 from the rows and the kiosk's time, and verifies it with the new card's
/// certificate in the registry.
fn confirm(
    service: &Service,
    rows: &Rows,
    (kiosk, activation): (KioskId, ActivationId),
    request: &ConfirmationRequest,
    now: Timestamp,
) -> Decision {
    let new = rows
        .activation(activation)
        .and_then(|row| rows.card(row.new_card));
    let statement = new
        .zip(rows.session(request.sid))
        .and_then(|(new, session)| session.new_proof(new.card, request.kiosk_time))
        .map(|proof| proof.encode());
    let command = Command::Confirm(Confirm {
        activation,
        session: request.sid,
        kiosk,
        verdict: verdict(
            new.map(|card| &card.certificate),
            statement.as_deref(),
            &request.sig,
            service.rules.minimum_key,
        ),
        signature: request.sig.clone(),
        kiosk_time: request.kiosk_time,
    });
    decide(rows, &command, now, &service.rules)
}

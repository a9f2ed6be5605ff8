// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}`: the first card was read.

use std::sync::Arc;
use std::time::Instant;

use activation_protocol::messages::{OpenSession as Request, SessionOpened};
use activation_protocol::{Nonce, ProblemCode, SessionId};
use activation_rules::{Command, OpenSession, Reply};
use activation_store::Address;
use axum::Json;
use axum::extract::State;

use super::presented_card::PresentedCard;
use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;
use crate::{clock, events, random};

/// Opens a session, or repeats the answer to the same request.
pub(crate) async fn open_session(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(session): Named<SessionId>,
    body: Body<Request>,
) -> Result<Json<SessionOpened>, Refusal> {
    if !service.opens.admit(kiosk, Instant::now()) {
        return Err(Refusal(ProblemCode::Quota));
    }
    let now = clock::now();
    let request = &body.value;
    let card = PresentedCard::judge(&service, &request.card, now)?;
    let command = Command::OpenSession(OpenSession {
        session,
        kiosk,
        card: card.id,
        issuer: card.issuer,
        trust: card.trust,
        kiosk_key: request.ek,
        consent: request.consent_hash.0,
        request: body.digest,
        nonce: Nonce(random::bytes()?),
        proof_nonce: Nonce(random::bytes()?),
    });
    let address = Address::Opening {
        citizen: card.citizen,
        session,
    };
    match service.decide(address, &command, now).await {
        Ok(Reply::SessionOpened(opened)) => Ok(Json(opened)),
        Ok(_) => Err(Refusal(ProblemCode::Unavailable)),
        Err(Refusal(code)) => {
            events::request_refused(kiosk, "open-session", code);
            Err(Refusal(code))
        }
    }
}

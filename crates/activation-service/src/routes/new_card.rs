// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}/new-card`: the second card was read.

use std::sync::Arc;

use activation_protocol::messages::{Bound, NewCardRequest};
use activation_protocol::{ProblemCode, SessionId};
use activation_rules::{Command, NewCard, Reply};
use activation_store::Address;
use axum::Json;
use axum::extract::State;

use super::presented_card::PresentedCard;
use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;
use crate::{clock, events};

/// Says whether it is the card that waits, and how its PIN will be set.
pub(crate) async fn new_card(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(session): Named<SessionId>,
    body: Body<NewCardRequest>,
) -> Result<Json<Bound>, Refusal> {
    let now = clock::now();
    let card = PresentedCard::judge(&service, &body.value.card, now)?;
    let command = Command::NewCard(NewCard {
        session,
        kiosk,
        card: card.id,
        issuer: card.issuer,
        holder: card.citizen,
        trust: card.trust,
    });
    let address = Address::Session(session);
    match service.decide(address, &command, now).await {
        Ok(Reply::Bound(bound)) => Ok(Json(bound)),
        Ok(_) => Err(Refusal(ProblemCode::Unavailable)),
        Err(Refusal(code)) => {
            events::request_refused(kiosk, "new-card", code);
            Err(Refusal(code))
        }
    }
}

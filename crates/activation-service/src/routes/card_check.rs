// SPDX-License-Identifier: EUPL-1.2
//! `POST /v1/card-checks`: how a card stands. It reads one citizen's rows and writes none.

use std::sync::Arc;
use std::time::Instant;

use activation_protocol::messages::{CardCheck, CardCheckRequest, CardPresented};
use activation_protocol::{CardId, ProblemCode};
use activation_rules::check_card as decide;
use axum::Json;
use axum::extract::State;
use cns_card::{CardCertificate, Defect};

use crate::http::{Body, EnrolledKiosk, Refusal};
use crate::service::Service;
use crate::{clock, events};

/// Judges the certificate as for a visit, and looks the card up by the same key.
pub(crate) async fn check_card(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    body: Body<CardCheckRequest>,
) -> Result<Json<CardCheck>, Refusal> {
    if !service.checks.admit(kiosk, Instant::now()) {
        return Err(Refusal(ProblemCode::Quota));
    }
    let (card, now) = (&body.value.card, clock::now());
    if !is_of_one_card(card) {
        events::request_refused(kiosk, "card-check", ProblemCode::Malformed);
        return Err(Refusal(ProblemCode::Malformed));
    }
    let der = &card.cert.0;
    let trust = service.trust.judge(der, now).trust;
    let row = service.card(CardId::of_certificate(der)).await?;
    let check = decide(row.as_ref(), trust, now);
    events::card_checked(kiosk, check);
    Ok(Json(check))
}

/// Whether EF.ID_Carta is the number the certificate names. A certificate that names no number in
/// the way of a CNS contradicts none: what it is good for, its judgement tells.
fn is_of_one_card(presented: &CardPresented) -> bool {
    match CardCertificate::parse(&presented.cert.0) {
        Ok(certificate) => certificate.id_carta() == presented.id_carta,
        Err(defect) => defect != Defect::Certificate,
    }
}

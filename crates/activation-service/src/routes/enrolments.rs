// SPDX-License-Identifier: EUPL-1.2
//! `POST /v1/enrolments` and `GET /v1/enrolments/{id}`: a code and a key, then a certificate.

use std::sync::Arc;
use std::time::Instant;

use activation_protocol::messages::{EnrolmentRequest, EnrolmentStatus};
use activation_protocol::{Bytes, ProblemCode};
use activation_store::{EnrolmentAsked, Kiosk, KioskStatus};
use axum::Json;
use axum::extract::{ConnectInfo, State};
use uuid::Uuid;

use crate::enrolment_code::EnrolmentCode;
use crate::http::{Body, Named, Refusal};
use crate::service::Service;
use crate::tls::{KioskKeyRequest, Peer};
use crate::{clock, events, random};

/// Spends a one-time code on a key.
pub(crate) async fn enrol(
    State(service): State<Arc<Service>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    body: Body<EnrolmentRequest>,
) -> Result<Json<EnrolmentStatus>, Refusal> {
    let enrolled = admitted(&service, peer, &body.value).await;
    match &enrolled {
        Ok(_) => events::enrolment_received(&body.value.asset_tag),
        Err(Refusal(code)) => events::enrolment_refused(*code),
    }
    enrolled.map(Json)
}

/// What became of an enrolment.
pub(crate) async fn enrolment(
    State(service): State<Arc<Service>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Named(enrolment): Named<Uuid>,
) -> Result<Json<EnrolmentStatus>, Refusal> {
    within_rate(&service, peer)?;
    let kiosk = enrolling(&service, enrolment).await?;
    status(&service, kiosk).map(Json)
}

async fn admitted(
    service: &Service,
    peer: Peer,
    request: &EnrolmentRequest,
) -> Result<EnrolmentStatus, Refusal> {
    within_rate(service, peer)?;
    let code = EnrolmentCode::parse(&request.code).ok_or(ProblemCode::CodeInvalid)?;
    let key = KioskKeyRequest::parse(&request.csr.0).map_err(|_| ProblemCode::Malformed)?;
    let mut asked = EnrolmentAsked {
        code_hash: code.digest(),
        asset_tag: request.asset_tag.clone(),
        csr: Bytes(request.csr.0.clone()),
        fingerprint: key.fingerprint(),
        enrolment: random::uuid()?,
    };
    if let Some(enrolment) = spend(service, &asked).await? {
        let kiosk = enrolling(service, enrolment).await?;
        return status(service, kiosk);
    }
    asked.code_hash = code.digest_of_approved();
    let enrolment = spend(service, &asked)
        .await?
        .ok_or(ProblemCode::CodeInvalid)?;
    let kiosk = enrolling(service, enrolment).await?;
    if kiosk.status() == KioskStatus::Pending {
        service.approve(&kiosk).await.map_err(|error| {
            events::failure("approve", &error);
            Refusal(ProblemCode::Unavailable)
        })?;
    }
    status(service, enrolling(service, enrolment).await?)
}

async fn spend(service: &Service, asked: &EnrolmentAsked) -> Result<Option<Uuid>, Refusal> {
    let spent = service.store.enrol(asked, clock::now()).await;
    spent.map_err(|error| service.failed("enrolment", error))
}

async fn enrolling(service: &Service, enrolment: Uuid) -> Result<Kiosk, Refusal> {
    let kiosk = service.store.enrolling_kiosk(enrolment).await;
    kiosk
        .map_err(|error| service.failed("enrolment", error))?
        .ok_or(Refusal(ProblemCode::NotFound))
}

fn status(service: &Service, kiosk: Kiosk) -> Result<EnrolmentStatus, Refusal> {
    let not_found = Refusal(ProblemCode::NotFound);
    match kiosk.status() {
        KioskStatus::Disabled => Err(Refusal(ProblemCode::KioskDisabled)),
        KioskStatus::Invited => Err(not_found),
        KioskStatus::Pending => Ok(EnrolmentStatus::Pending {
            id: kiosk.enrolment.ok_or(not_found)?,
            fingerprint: kiosk.fingerprint.ok_or(not_found)?,
        }),
        KioskStatus::Active => Ok(EnrolmentStatus::Approved {
            kiosk_id: kiosk.id,
            trust: service.trust_bundle(&kiosk),
            certificate: kiosk.certificate.ok_or(not_found)?,
        }),
    }
}

fn within_rate(service: &Service, peer: Peer) -> Result<(), Refusal> {
    if service.enrolments.admit(peer.ip, Instant::now()) {
        Ok(())
    } else {
        Err(Refusal(ProblemCode::Quota))
    }
}

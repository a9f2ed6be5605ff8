// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}/old-proof`: the old card signed T1.

use std::sync::Arc;

use activation_protocol::messages::{Authorised, OldProofRequest};
use activation_protocol::{ActivationId, Bytes, KioskId, ProblemCode, ReceiptCode, SessionId};
use activation_rules::{Command, Decision, OldProof, Reply, Rows, Timestamp, Trust, decide};
use activation_store::Address;
use axum::Json;
use axum::extract::State;

use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;
use crate::signatures::verdict;
use crate::trust::Verdict;
use crate::{clock, events, random};

/// Verifies the signature of T1 as this server rebuilds it, and the old card's eligibility.
pub(crate) async fn old_proof(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(session): Named<SessionId>,
    body: Body<OldProofRequest>,
) -> Result<Json<Authorised>, Refusal> {
    let proof = Proof {
        session,
        kiosk,
        signature: body.value.sig,
        activation: ActivationId(random::uuid()?),
        receipt_code: ReceiptCode::from_random(random::bytes()?),
    };
    let now = clock::now();
    let decided = service
        .decide_by(Address::Session(session), |rows| {
            proof.decide(&service, rows, now)
        })
        .await;
    match decided {
        Ok(Reply::Authorised(authorised)) => {
            events::oldproof_accepted(kiosk, session);
            Ok(Json(authorised))
        }
        Ok(_) => Err(Refusal(ProblemCode::Unavailable)),
        Err(Refusal(code)) => {
            events::request_refused(kiosk, "old-proof", code);
            Err(Refusal(code))
        }
    }
}

struct Proof {
    session: SessionId,
    kiosk: KioskId,
    signature: Bytes,
    activation: ActivationId,
    receipt_code: ReceiptCode,
}

impl Proof {
    /// Rebuilds T1 from the session's row and verifies it with the registry's certificate.
    fn decide(&self, service: &Service, rows: &Rows, now: Timestamp) -> Decision {
        let session = rows.session(self.session);
        let certificate = session
            .and_then(|session| rows.card(session.first_card))
            .map(|card| &card.certificate);
        let statement = session.map(|session| session.old_auth().encode());
        let standing = certificate.map_or(NOT_KNOWN, |der| service.trust.judge(&der.0, now));
        let command = Command::OldProof(OldProof {
            session: self.session,
            kiosk: self.kiosk,
            verdict: verdict(
                certificate,
                statement.as_deref(),
                &self.signature,
                service.rules.minimum_key,
            ),
            signature: self.signature.clone(),
            trust: standing.trust,
            crl_number: standing.crl_number,
            activation: self.activation,
            receipt_code: self.receipt_code,
        });
        decide(rows, &command, now, &service.rules)
    }
}

const NOT_KNOWN: Verdict = Verdict {
    trust: Trust::ChainInvalid,
    crl_number: None,
};

// SPDX-License-Identifier: EUPL-1.2
//! `POST /v1/sessions/{sid}/release`: the vault seals the code of the new card to the kiosk's key.

use std::sync::Arc;

use activation_protocol::messages::ReleaseRequest;
use activation_protocol::{Nonce, ProblemCode, SealedRelease, SessionId};
use activation_rules::{
    Command, Release, ReleaseAsked, ReleaseOrder, ReleasePlan, Reply, Rows, Timestamp, Trust,
    release_plan,
};
use activation_store::Address;
use axum::Json;
use axum::extract::State;
use code_vault::{QuotaExceeded, VaultError};

use crate::http::{Body, EnrolledKiosk, Named, Refusal};
use crate::service::Service;
use crate::{clock, events, random};

/// The sealed release; the same bytes while they are kept.
pub(crate) async fn release(
    State(service): State<Arc<Service>>,
    EnrolledKiosk(kiosk): EnrolledKiosk,
    Named(session): Named<SessionId>,
    body: Body<ReleaseRequest>,
) -> Result<Json<SealedRelease>, Refusal> {
    let asked = ReleaseAsked {
        session,
        kiosk,
        verb: body.value.verb,
    };
    match obtain(&service, asked).await {
        Ok(sealed) => Ok(Json(sealed)),
        Err(Refusal(code)) => {
            events::release_denied(kiosk, session, code);
            Err(Refusal(code))
        }
    }
}

/// The vault seals before the transaction, which checks the same guards again under the lock; a
/// blob whose transaction fails is dropped here.
async fn obtain(service: &Service, asked: ReleaseAsked) -> Result<SealedRelease, Refusal> {
    let now = clock::now();
    let address = Address::Session(asked.session);
    let rows = service.rows(address).await?;
    let sealed = match release_plan(&rows, asked, now, &service.rules)? {
        ReleasePlan::Repeat(sealed) => return Ok(sealed),
        ReleasePlan::Seal(order) => seal(service, rows, order, now).await?,
    };
    let command = Command::Release(Release { asked, sealed });
    let Reply::Released(sealed) = service.decide(address, &command, now).await? else {
        return Err(Refusal(ProblemCode::Unavailable));
    };
    events::release_sealed(asked.kiosk, asked.session, sealed.release_no);
    Ok(sealed)
}

async fn seal(
    service: &Service,
    rows: Rows,
    order: ReleaseOrder,
    now: Timestamp,
) -> Result<SealedRelease, Refusal> {
    let proof_nonce = Nonce(random::bytes()?);
    let ttl = service.rules.release_lifetime.whole_seconds();
    let ttl_s = u32::try_from(ttl).unwrap_or(u32::MAX);
    let missing = Refusal(ProblemCode::WrongState);
    let session = *rows.session(order.session).ok_or(missing)?;
    let evidence = rows.old_auth_of(order.session).ok_or(missing)?.clone();
    let old_certificate = evidence.certificate.clone();
    let sealed = service.with_vault(move |vault| {
        vault.release(&code_vault::ReleaseOrder {
            statement: &session.old_auth(),
            signature: &evidence.signature.0,
            old_certificate: &evidence.certificate.0,
            activation: order.activation,
            new_card: order.new_card,
            secret_mode: order.secret_mode,
            release_no: order.release_no,
            proof_nonce,
            ttl_s,
            now: now.seconds(),
        })
    });
    sealed.await.map_err(|error| {
        alarm(&error, order);
        let old_card = service.trust.judge(&old_certificate.0, now).trust;
        Refusal(code_of(&error, old_card))
    })
}

/// What the log is told besides the refusal.
fn alarm(error: &VaultError, order: ReleaseOrder) {
    if let VaultError::Quota(_) = error {
        events::vault_quota(order.kiosk);
    } else {
        events::vault_alarm(error);
    }
}

/// What became of the old card's certificate since its proof was accepted.
const fn why_no_signer(trust: Trust) -> ProblemCode {
    match trust {
        Trust::Expired => ProblemCode::OldExpired,
        Trust::Revoked { .. } => ProblemCode::OldRevoked,
        Trust::CrlStale => ProblemCode::CrlStale,
        Trust::Good | Trust::ChainInvalid | Trust::NotYetValid | Trust::IssuerUnknown => {
            ProblemCode::ChainInvalid
        }
    }
}

fn code_of(error: &VaultError, old_card: Trust) -> ProblemCode {
    match error {
        VaultError::NoSecret => ProblemCode::NoSecret,
        VaultError::HolderMismatch => ProblemCode::HolderMismatch,
        VaultError::Quota(QuotaExceeded::CardMonth) => ProblemCode::ReleaseLimit,
        VaultError::Quota(QuotaExceeded::KioskHour | QuotaExceeded::KioskDay) => ProblemCode::Quota,
        VaultError::Signature(_) => ProblemCode::SignatureInvalid,
        VaultError::Signer => why_no_signer(old_card),
        VaultError::Stale => ProblemCode::NonceExpired,
        VaultError::KeyFile { .. }
        | VaultError::KeyFileMode { .. }
        | VaultError::KeyContent { .. }
        | VaultError::Random
        | VaultError::Record(_)
        | VaultError::Tampered
        | VaultError::Column
        | VaultError::Ledger(_)
        | VaultError::LedgerInUse
        | VaultError::LedgerBroken { .. }
        | VaultError::Seal(_) => ProblemCode::Unavailable,
    }
}

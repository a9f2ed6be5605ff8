// SPDX-License-Identifier: EUPL-1.2
//! The kiosk that asks: by its client certificate, and as the registry has it at this moment.

use std::sync::Arc;

use activation_protocol::{KioskId, ProblemCode};
use activation_store::KioskStatus;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use ring::digest::{SHA256, digest};

use super::Refusal;
use crate::service::Service;
use crate::tls::Peer;

/// A kiosk that may work now. Asked of the database at every request, so that disabling one
/// takes effect at once; once only for each request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EnrolledKiosk(pub(crate) KioskId);

impl FromRequestParts<Arc<Service>> for EnrolledKiosk {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut Parts,
        service: &Arc<Service>,
    ) -> Result<Self, Refusal> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(*known);
        }
        let unknown = Refusal(ProblemCode::KioskUnknown);
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<Peer>>() else {
            return Err(unknown);
        };
        let shown = peer.kiosk.ok_or(unknown)?;
        let kiosk = service.kiosk(shown.id).await?.ok_or(unknown)?;
        let is_its_newest = kiosk.certificate.as_ref().is_some_and(|certificate| {
            digest(&SHA256, &certificate.0).as_ref() == shown.fingerprint
        });
        match kiosk.status() {
            KioskStatus::Disabled => Err(Refusal(ProblemCode::KioskDisabled)),
            KioskStatus::Active if is_its_newest => {
                parts.extensions.insert(Self(kiosk.id));
                Ok(Self(kiosk.id))
            }
            KioskStatus::Active | KioskStatus::Invited | KioskStatus::Pending => Err(unknown),
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Where each resource lives, said once for client and server.

use crate::{ActivationId, ReleaseNo, SessionId};

/// `GET`
pub const READINESS: &str = "/v1/readiness";
/// `POST`
pub const CARD_CHECKS: &str = "/v1/card-checks";
/// `GET`: the published card profile bundle as the file it is, not JSON
pub const CARD_PROFILES: &str = "/v1/card-profiles";
/// `POST`, on the enrolment listener
pub const ENROLMENTS: &str = "/v1/enrolments";

/// `PUT`
#[must_use]
pub fn session(sid: SessionId) -> String {
    format!("/v1/sessions/{sid}")
}

/// `PUT`
#[must_use]
pub fn old_proof(sid: SessionId) -> String {
    format!("/v1/sessions/{sid}/old-proof")
}

/// `PUT`
#[must_use]
pub fn new_card(sid: SessionId) -> String {
    format!("/v1/sessions/{sid}/new-card")
}

/// `POST`
#[must_use]
pub fn release(sid: SessionId) -> String {
    format!("/v1/sessions/{sid}/release")
}

/// `POST`
#[must_use]
pub fn abort(sid: SessionId) -> String {
    format!("/v1/sessions/{sid}/abort")
}

/// `PUT`
#[must_use]
pub fn report(aid: ActivationId, release: ReleaseNo) -> String {
    format!("/v1/activations/{aid}/releases/{}/report", release.0)
}

/// `PUT`
#[must_use]
pub fn confirmation(aid: ActivationId) -> String {
    format!("/v1/activations/{aid}/confirmation")
}

/// `GET`
#[must_use]
pub fn enrolment(id: uuid::Uuid) -> String {
    format!("/v1/enrolments/{id}")
}

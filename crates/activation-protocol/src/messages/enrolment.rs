// SPDX-License-Identifier: EUPL-1.2
//! Enrolment of a totem: a one-time code and a key, then a certificate and whom to trust.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::release::VaultPublicKey;
use crate::{Bytes, KioskId};

/// `POST /v1/enrolments` on the enrolment listener.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolmentRequest {
    /// The one-time code the operator read out.
    pub code: String,
    /// PKCS#10 request (RFC 2986), DER, for the kiosk's P-256 key.
    pub csr: Bytes,
    /// The number on the totem's plate.
    pub asset_tag: String,
}

/// The answer to the request, and to every `GET /v1/enrolments/{id}` after it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum EnrolmentStatus {
    /// An operator must compare the fingerprint and approve.
    Pending {
        /// Where to ask again.
        id: Uuid,
        /// SHA-256 of the key (SubjectPublicKeyInfo), hex, as both sides show it.
        fingerprint: String,
    },
    /// Done.
    Approved {
        /// Who this totem is now.
        kiosk_id: KioskId,
        /// Its certificate, DER.
        certificate: Bytes,
        /// Whom it trusts.
        trust: TrustBundle,
    },
}

/// Whom a totem trusts.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct TrustBundle {
    /// The private root of the backend's TLS certificates, DER.
    pub tls_root: Bytes,
    /// The vault's signing keys; two at a rotation.
    pub vault_keys: Vec<VaultPublicKey>,
    /// What this place is called on screens and slips.
    pub place: String,
    /// The totem's code on screens and slips.
    pub totem: String,
}

// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}`: the first card was read.

use serde::{Deserialize, Serialize};

use crate::{ActivationId, Bytes, IdCarta, Nonce, ReceiptCode, ReleaseNo, SecretMode};

/// The request.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// The card in the reader.
    pub card: CardPresented,
    /// The kiosk's fresh X25519 key.
    pub ek: Nonce,
    /// SHA-256 of the consent text on the screen.
    pub consent_hash: Nonce,
    /// Program and version, e.g. `puntosi-kiosk 0.1.0`.
    pub app: String,
}

/// What a kiosk read from a card.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CardPresented {
    /// DER of the authentication certificate.
    pub cert: Bytes,
    /// EF.ID_Carta.
    #[serde(with = "crate::id_carta::wire")]
    pub id_carta: IdCarta,
    /// Which card profile read it.
    pub profile: String,
}

/// The answer.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SessionOpened {
    /// What comes next.
    pub flow: Flow,
    /// The single-use nonce of T1.
    pub nonce: Nonce,
    /// T1's expiry, seconds since 1970, server's clock.
    pub not_after: u64,
    /// Confirm-only: the nonce of T2.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub proof_nonce: Option<Nonce>,
    /// Confirm-only: the activation to complete.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub activation_id: Option<ActivationId>,
    /// Confirm-only: the mode and the number of the last release, which T2 names.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub secret_mode: Option<SecretMode>,
    /// See `secret_mode`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub release_no: Option<ReleaseNo>,
    /// Confirm-only: the code for the slip.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub receipt_code: Option<ReceiptCode>,
}

/// Which way a session goes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Flow {
    /// The old card proves its PIN first.
    OldAuth,
    /// The new card's PIN was set before; only the proof is missing.
    ConfirmOnly,
}

// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}/new-card`: the second card was read.

use serde::{Deserialize, Serialize};

use super::CardPresented;
use crate::{Nonce, SecretMode};

/// The request.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewCardRequest {
    /// The card in the reader.
    pub card: CardPresented,
    /// SHA-256 of EF.Dati_personali, compared as a flag only.
    pub dp_hash: Nonce,
}

/// The answer: this is the card that waits.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Bound {
    /// How its PIN will be set.
    pub secret_mode: SecretMode,
    /// Whether an earlier attempt may have set it already.
    pub attempt: Attempt,
}

/// What is known of earlier attempts on the new card.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attempt {
    /// The card certainly has its issued PIN.
    First,
    /// An earlier release is unresolved: issued or chosen.
    Ambiguous,
}

// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/sessions/{sid}/old-proof`: the old card signed T1.

use serde::{Deserialize, Serialize};

use crate::pin::PinRules;
use crate::{ActivationId, Bytes, ReceiptCode};

/// The request.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OldProofRequest {
    /// RSA signature of T1.
    pub sig: Bytes,
    /// Wrong PINs typed before the right one.
    pub wrong_attempts: u8,
}

/// The answer: the holder may have a new card activated.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Authorised {
    /// The activation.
    pub activation_id: ActivationId,
    /// What the chosen PIN must look like.
    pub pin_rules: PinRules,
    /// The code for the slip, however the visit ends from here.
    pub receipt_code: ReceiptCode,
}

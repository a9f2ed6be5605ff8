// SPDX-License-Identifier: EUPL-1.2
//! `PUT /v1/activations/{aid}/confirmation`: the new card signed T2.

use serde::{Deserialize, Serialize};

use crate::{Bytes, ReceiptCode, SessionId};

/// The request. It is also the body a kiosk journals and delivers later.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationRequest {
    /// The session in which the proof was made.
    pub sid: SessionId,
    /// RSA signature of T2.
    pub sig: Bytes,
    /// The kiosk's wall clock when it was made, seconds since 1970: a field of T2.
    pub kiosk_time: u64,
}

/// The answer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Confirmed {
    /// Now, or before.
    pub status: ConfirmationStatus,
    /// The code for the slip.
    pub receipt_code: ReceiptCode,
}

/// Whether this request did it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfirmationStatus {
    /// The registry changed now.
    Confirmed,
    /// It had changed before.
    AlreadyConfirmed,
}

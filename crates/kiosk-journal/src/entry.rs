// SPDX-License-Identifier: EUPL-1.2
//! What is written: the session's operations joined with the ids and bodies the driver holds.

use activation_protocol::messages::{AbortRequest, ConfirmationRequest, ReleaseReport};
use activation_protocol::{ActivationId, Outcome, ReleaseNo, SessionId};
use kiosk_session::Record;
use serde::{Deserialize, Serialize};

/// One change. All entries of one [`crate::Journal::commit`] become durable together.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A session reached a record.
    Record {
        /// Which session.
        session: SessionId,
        /// Which record.
        record: Record,
        /// The activation and release it is about, once there is one.
        release: Option<(ActivationId, ReleaseNo)>,
    },
    /// A session is over (R5).
    Close {
        /// Which session.
        session: SessionId,
        /// How it ended.
        outcome: Outcome,
    },
    /// The backend must learn something.
    Enqueue {
        /// Of which session.
        session: SessionId,
        /// What.
        delivery: Delivery,
        /// Not before, milliseconds since 1970.
        not_before_ms: u64,
    },
    /// The confirmation of this session arrived otherwise: nothing is left to deliver.
    Delivered {
        /// Which session.
        session: SessionId,
    },
}

/// A message to the backend, complete: it can be delivered by another run of the program.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Delivery {
    /// `PUT confirmation`.
    Confirm {
        /// Which activation.
        activation: ActivationId,
        /// The body, with the proof.
        body: ConfirmationRequest,
    },
    /// `POST abort`.
    Abort {
        /// Which session.
        session: SessionId,
        /// The body.
        body: AbortRequest,
    },
    /// `PUT report`.
    Report {
        /// Which activation.
        activation: ActivationId,
        /// Which release.
        release: ReleaseNo,
        /// The body.
        body: ReleaseReport,
    },
}

impl Delivery {
    /// The order in which kinds are delivered: confirmations first.
    pub(crate) const fn rank(&self) -> u8 {
        match self {
            Self::Confirm { .. } => 0,
            Self::Abort { .. } => 1,
            Self::Report { .. } => 2,
        }
    }

    /// For how long delivery is tried, milliseconds: a proof for 30 days, the rest for 72 hours.
    #[must_use]
    pub const fn lifetime_ms(&self) -> u64 {
        match self {
            Self::Confirm { .. } => 30 * DAY_MS,
            Self::Abort { .. } | Self::Report { .. } => 3 * DAY_MS,
        }
    }
}

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

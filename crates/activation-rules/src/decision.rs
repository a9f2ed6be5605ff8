// SPDX-License-Identifier: EUPL-1.2
//! What the rules answer: rows to change, all or none, and what to tell the kiosk.

use activation_protocol::messages::{Authorised, Bound, Confirmed, SessionOpened};
use activation_protocol::{CardId, ProblemCode, SealedRelease};
use time::Date;

use crate::rows::{
    ActivationRow, AuditEntry, CardStatus, EvidenceRow, JobRow, ReleaseRow, SessionRow,
};

/// A decision. Most refusals change nothing; some (a case for a desk) do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// In this order, in one transaction.
    pub ops: Vec<RowOp>,
    /// What the kiosk is told.
    pub answer: Result<Reply, ProblemCode>,
}

impl Decision {
    /// Nothing to change.
    pub(crate) const fn unchanged(reply: Reply) -> Self {
        Self {
            ops: Vec::new(),
            answer: Ok(reply),
        }
    }

    pub(crate) const fn accept(ops: Vec<RowOp>, reply: Reply) -> Self {
        Self {
            ops,
            answer: Ok(reply),
        }
    }

    pub(crate) const fn refuse(ops: Vec<RowOp>, code: ProblemCode) -> Self {
        Self {
            ops,
            answer: Err(code),
        }
    }
}

/// A command's rules: an error is a refusal that changes nothing.
pub(crate) type Step = Result<Decision, ProblemCode>;

/// One change of one row. Every `Put` is the whole row, new or changed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum RowOp {
    /// A session.
    PutSession(SessionRow),
    /// An activation.
    PutActivation(ActivationRow),
    /// A release.
    PutRelease(ReleaseRow),
    /// A card ends, or is taken up again.
    SetCardStatus {
        /// Which.
        card: CardId,
        /// Its new status; never `Active`, see `ActivateCard`.
        status: CardStatus,
    },
    /// A card becomes the active one, in person.
    ActivateCard {
        /// Which.
        card: CardId,
        /// The day in Rome.
        on: Date,
    },
    /// A signature to keep.
    AddEvidence(EvidenceRow),
    /// Work for others.
    AddJob(JobRow),
    /// An audit entry.
    Audit(AuditEntry),
}

/// What the kiosk is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reply {
    /// To `OpenSession`.
    SessionOpened(SessionOpened),
    /// To `OldProof`.
    Authorised(Authorised),
    /// To `NewCard`.
    Bound(Bound),
    /// To `Release`.
    Released(SealedRelease),
    /// To `Confirm`.
    Confirmed(Confirmed),
    /// To everything else: 204.
    Done,
}

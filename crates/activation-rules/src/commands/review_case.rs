// SPDX-License-Identifier: EUPL-1.2
//! `ReviewCase`: an operator decides a case that the rules would not. A9.

use activation_protocol::{ActivationId, ProblemCode};

use crate::commands::confirm::close;
use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEntry, AuditEvent, Decision, Reply, RowOp, Rows, Timestamp,
};

/// The operators' ruling; that two of them agreed is the caller's to check.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReviewCase {
    /// Which activation.
    pub activation: ActivationId,
    /// What is to become of it.
    pub ruling: Ruling,
}

/// What is to become of a case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ruling {
    /// It may go on: the next proof or release decides.
    Resume,
    /// It ends.
    Close,
}

impl ReviewCase {
    pub(crate) fn decide(self, rows: &Rows, now: Timestamp) -> Step {
        let activation = rows
            .activation(self.activation)
            .ok_or(ProblemCode::NotFound)?;
        if activation.state != ActivationState::Review {
            return Err(ProblemCode::WrongState);
        }
        let ops = match self.ruling {
            Ruling::Close => close(activation, now),
            Ruling::Resume => vec![
                RowOp::PutActivation(ActivationRow {
                    state: ActivationState::Released,
                    updated_at: now,
                    ..*activation
                }),
                RowOp::Audit(AuditEntry {
                    activation: Some(activation.id),
                    ..AuditEntry::new(AuditEvent::Ruled, now)
                }),
            ],
        };
        Ok(Decision::accept(ops, Reply::Done))
    }
}

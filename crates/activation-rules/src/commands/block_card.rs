// SPDX-License-Identifier: EUPL-1.2
//! `BlockCard`: an operator blocks a card, lost or stolen. A7 if it was on its way to be active.

use activation_protocol::{CardId, ProblemCode};

use crate::commands::confirm::close;
use crate::decision::Step;
use crate::{
    ActivationState, AuditEntry, AuditEvent, CardStatus, Decision, Reply, RowOp, Rows, Timestamp,
};

/// The operator's order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BlockCard {
    /// Which.
    pub card: CardId,
}

impl BlockCard {
    pub(crate) fn decide(self, rows: &Rows, now: Timestamp) -> Step {
        let card = rows.card(self.card).ok_or(ProblemCode::NotFound)?;
        match card.status {
            CardStatus::Shipped | CardStatus::Active | CardStatus::Superseded => {}
            CardStatus::Blocked | CardStatus::Revoked => {
                return Ok(Decision::unchanged(Reply::Done));
            }
        }
        let status = CardStatus::Blocked;
        let mut ops = vec![
            RowOp::SetCardStatus {
                card: card.card,
                status,
            },
            RowOp::Audit(AuditEntry::new(AuditEvent::CardBlocked, now)),
        ];
        let pending = rows.activation_of(card.card).filter(|row| {
            !matches!(
                row.state,
                ActivationState::Confirmed | ActivationState::Closed
            )
        });
        ops.extend(pending.into_iter().flat_map(|row| close(row, now)));
        Ok(Decision::accept(ops, Reply::Done))
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! `NewCard`: the second card was read. Is it the one that waits, and does it have its issued PIN?

use activation_protocol::messages::{Attempt, Bound};
use activation_protocol::{CardId, KioskId, ProblemCode, SessionId};

use crate::commands::release::within_limits;
use crate::decision::Step;
use crate::{
    ActivationRow, AuditEvent, CardRow, CardStatus, Citizen, Decision, Policy, Reply, Resolution,
    RowOp, Rows, SessionRow, SessionState, Timestamp, Trust, eligibility,
};

/// The facts of the request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewCard {
    /// The session.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// The card in the reader.
    pub card: CardId,
    /// Its issuer, from ID_Carta.
    pub issuer: String,
    /// Whom its certificate names.
    pub holder: Citizen,
    /// The verdict on its certificate.
    pub trust: Trust,
}

impl NewCard {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp, policy: &Policy) -> Step {
        let session = rows.session_at(self.session, self.kiosk)?;
        if !matches!(session.state, SessionState::OldOk | SessionState::Bound) {
            return Err(ProblemCode::WrongState);
        }
        if session.expires_at < now {
            return Err(ProblemCode::NonceExpired);
        }
        let activation = session
            .activation
            .and_then(|id| rows.activation(id))
            .ok_or(ProblemCode::WrongState)?;
        let new = self.eligible(rows, session, now, policy)?;
        if activation.new_card != new.card {
            return Err(ProblemCode::NoPendingCard);
        }
        within_limits(rows, activation, policy.secret_mode, now, policy)?;
        let reply = Reply::Bound(Bound {
            secret_mode: policy.secret_mode,
            attempt: attempt(rows, activation),
        });
        if session.state == SessionState::Bound {
            return Ok(Decision::unchanged(reply));
        }
        let session = SessionRow {
            state: SessionState::Bound,
            ..*session
        };
        let ops = vec![
            RowOp::PutSession(session),
            RowOp::Audit(session.audit(AuditEvent::NewCardBound, now)),
        ];
        Ok(Decision::accept(ops, reply))
    }

    /// E1 and E11 come first: of another person's card nothing else is told.
    fn eligible<'a>(
        &self,
        rows: &'a Rows,
        session: &SessionRow,
        now: Timestamp,
        policy: &Policy,
    ) -> Result<&'a CardRow, ProblemCode> {
        eligibility::e1_chain(self.trust, &self.issuer, policy)?;
        eligibility::e11_same_holder(rows, self.holder)?;
        eligibility::e8_issuer_in_scope(&self.issuer, policy)?;
        let old = rows.card(session.first_card).ok_or(ProblemCode::Review)?;
        eligibility::e8_same_issuer(rows, old, now.rome_day())?;
        let new = rows.card(self.card).ok_or(ProblemCode::NoPendingCard)?;
        eligibility::e12_not_blocked(new, self.trust, policy)?;
        let expired = self.trust == Trust::Expired || new.is_expired_on(now.rome_day());
        if new.status != CardStatus::Shipped || expired {
            return Err(ProblemCode::NoPendingCard);
        }
        if !new.has_chip {
            return Err(ProblemCode::NewWithoutChip);
        }
        eligibility::activation_is_open(rows, new)?;
        Ok(new)
    }
}

/// The issued PIN is certainly still on the card if every earlier release went unused.
fn attempt(rows: &Rows, activation: &ActivationRow) -> Attempt {
    let untouched = rows
        .releases_of(activation.id)
        .all(|row| row.resolution == Resolution::Unused);
    if untouched {
        Attempt::First
    } else {
        Attempt::Ambiguous
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! `OldProof`: the old card signed T1. A1: its holder may have the pending card activated.

use activation_protocol::messages::{Authorised, Flow};
use activation_protocol::{ActivationId, Bytes, KioskId, ProblemCode, ReceiptCode, SessionId};

use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEntry, AuditEvent, CardRow, Decision, EvidenceKind,
    EvidenceRow, Policy, Reply, RowOp, Rows, SessionRow, SessionState, Signature, Timestamp, Trust,
    eligibility,
};

/// The facts of the request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OldProof {
    /// The session.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// The verdict on the signature of [`SessionRow::old_auth`].
    pub verdict: Signature,
    /// The signature.
    pub signature: Bytes,
    /// The verdict on the old card's certificate, now.
    pub trust: Trust,
    /// The revocation list consulted.
    pub crl_number: Option<u64>,
    /// Fresh.
    pub activation: ActivationId,
    /// Fresh.
    pub receipt_code: ReceiptCode,
}

impl OldProof {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp, policy: &Policy) -> Step {
        let session = rows.session_at(self.session, self.kiosk)?;
        if session.flow != Flow::OldAuth {
            return Err(ProblemCode::WrongState);
        }
        self.verdict.require()?;
        match session.state {
            SessionState::Open => {}
            SessionState::OldOk | SessionState::Bound | SessionState::Released => {
                return repeat(session, rows, policy);
            }
            SessionState::OpenConfirm | SessionState::Closed | SessionState::Aborted => {
                return Err(ProblemCode::WrongState);
            }
        }
        if session.expires_at < now {
            return Err(ProblemCode::NonceExpired);
        }
        let old = rows.card(session.first_card).ok_or(ProblemCode::Review)?;
        let failed = eligibility::failures_at_old_proof(rows, old, self.trust, now, policy);
        if !failed.is_empty() {
            return deny(session, failed, now);
        }
        let new = eligibility::e10_one_pending_card(rows, old, now.rome_day())?;
        self.authorise(rows, session, (old, new), now, policy)
    }

    fn authorise(
        &self,
        rows: &Rows,
        session: &SessionRow,
        (old, new): (&CardRow, &CardRow),
        now: Timestamp,
        policy: &Policy,
    ) -> Step {
        let before = rows.activation_of(new.card);
        refuse_if_overtaken(rows, session, before)?;
        let activation = before.map_or_else(
            || self.first(session, (old, new), now, policy),
            |row| ActivationRow {
                old_card: old.card,
                state: match row.state {
                    ActivationState::None => ActivationState::Authorised,
                    ActivationState::Authorised
                    | ActivationState::Released
                    | ActivationState::Confirmed
                    | ActivationState::Review
                    | ActivationState::Closed => row.state,
                },
                epoch: Some(session.id),
                updated_at: now,
                ..*row
            },
        );
        let session = SessionRow {
            state: SessionState::OldOk,
            activation: Some(activation.id),
            denied: None,
            ..*session
        };
        let ops = vec![
            RowOp::PutActivation(activation),
            RowOp::PutSession(session),
            RowOp::AddEvidence(self.evidence(&session, activation.id, old, now)),
            RowOp::Audit(session.audit(AuditEvent::OldProofAccepted, now)),
        ];
        Ok(Decision::accept(ops, authorised(&activation, policy)))
    }

    const fn first(
        &self,
        session: &SessionRow,
        (old, new): (&CardRow, &CardRow),
        now: Timestamp,
        policy: &Policy,
    ) -> ActivationRow {
        ActivationRow {
            id: self.activation,
            new_card: new.card,
            old_card: old.card,
            state: ActivationState::Authorised,
            epoch: Some(session.id),
            releases: 0,
            unresolved: 0,
            mode: policy.secret_mode,
            receipt_code: self.receipt_code,
            created_at: now,
            updated_at: now,
        }
    }

    fn evidence(
        &self,
        session: &SessionRow,
        activation: ActivationId,
        old: &CardRow,
        now: Timestamp,
    ) -> EvidenceRow {
        EvidenceRow {
            activation,
            session: session.id,
            kind: EvidenceKind::OldAuth,
            card: old.card,
            statement: Bytes(session.old_auth().encode()),
            signature: self.signature.clone(),
            certificate: old.certificate.clone(),
            crl_number: self.crl_number,
            at: now,
        }
    }
}

fn repeat(session: &SessionRow, rows: &Rows, policy: &Policy) -> Step {
    let activation = session.activation.and_then(|id| rows.activation(id));
    let activation = activation.ok_or(ProblemCode::WrongState)?;
    Ok(Decision::unchanged(authorised(activation, policy)))
}

/// The refusal is written down once, with every rule that failed.
fn deny(session: &SessionRow, failed: Vec<ProblemCode>, now: Timestamp) -> Step {
    let first = failed.first().copied().ok_or(ProblemCode::Unavailable)?;
    if session.denied == Some(first) {
        return Err(first);
    }
    let session = SessionRow {
        denied: Some(first),
        ..*session
    };
    let entry = AuditEntry {
        failed,
        ..session.audit(AuditEvent::OldProofDenied, now)
    };
    let ops = vec![RowOp::PutSession(session), RowOp::Audit(entry)];
    Ok(Decision::refuse(ops, first))
}

/// A proof that comes late does not take the epoch back from a younger session.
fn refuse_if_overtaken(
    rows: &Rows,
    session: &SessionRow,
    activation: Option<&ActivationRow>,
) -> Result<(), ProblemCode> {
    let holder = activation
        .and_then(|row| row.epoch)
        .and_then(|epoch| rows.session(epoch));
    match holder {
        Some(holder) if holder.opened_at > session.opened_at => Err(ProblemCode::SessionSuperseded),
        Some(_) | None => Ok(()),
    }
}

const fn authorised(activation: &ActivationRow, policy: &Policy) -> Reply {
    Reply::Authorised(Authorised {
        activation_id: activation.id,
        pin_rules: policy.pin_rules,
        receipt_code: activation.receipt_code,
    })
}

// SPDX-License-Identifier: EUPL-1.2
//! `Confirm`: the new card signed T2. A5: new ACTIVE, old SUPERSEDED, at once; or A6, A7, A8.

use activation_protocol::messages::{ConfirmationStatus, Confirmed, Flow};
use activation_protocol::{ActivationId, Bytes, CardId, KioskId, ProblemCode, SessionId};

use crate::commands::report::to_review;
use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEntry, AuditEvent, CardRow, CardStatus, Decision,
    EvidenceKind, EvidenceRow, JobKind, JobRow, JobState, Policy, ProofTerms, ReleaseRow, Reply,
    Resolution, RevokeOld, RowOp, Rows, SessionRow, SessionState, Signature, Timestamp,
};

/// The facts of the request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Confirm {
    /// The activation.
    pub activation: ActivationId,
    /// The session in which the proof was made.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// The verdict on the signature of [`SessionRow::new_proof`].
    pub verdict: Signature,
    /// The signature.
    pub signature: Bytes,
    /// The kiosk's clock, a field of T2, seconds since 1970.
    pub kiosk_time: u64,
}

impl Confirm {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp, policy: &Policy) -> Step {
        let session = rows.session_at(self.session, self.kiosk)?;
        let activation = rows
            .activation(self.activation)
            .filter(|row| session.activation == Some(row.id))
            .ok_or(ProblemCode::NotFound)?;
        let terms = session.proof.ok_or(ProblemCode::WrongState)?;
        self.verdict.require()?;
        match activation.state {
            ActivationState::Released => {
                self.judge(rows, (session, activation, terms), now, policy)
            }
            ActivationState::Confirmed => {
                let status = ConfirmationStatus::AlreadyConfirmed;
                Ok(Decision::unchanged(confirmed(activation, status)))
            }
            ActivationState::Review => Err(ProblemCode::Review),
            ActivationState::Closed => Err(ProblemCode::CardBlocked),
            ActivationState::None | ActivationState::Authorised => Err(ProblemCode::WrongState),
        }
    }

    fn judge(
        &self,
        rows: &Rows,
        (session, activation, terms): (&SessionRow, &ActivationRow, ProofTerms),
        now: Timestamp,
        policy: &Policy,
    ) -> Step {
        accepts_a_proof(session)?;
        let release = rows
            .release(activation.id, terms.release_no)
            .ok_or(ProblemCode::WrongState)?;
        let new = rows.card(activation.new_card).ok_or(ProblemCode::Review)?;
        if matches!(new.status, CardStatus::Blocked | CardStatus::Revoked) {
            return Ok(Decision::refuse(
                close(activation, now),
                ProblemCode::CardBlocked,
            ));
        }
        let in_time = now <= release.released_at.plus(policy.proof_lifetime);
        if !(in_time && cards_may_change_places(rows, activation, new)) {
            return Ok(Decision::refuse(
                to_review(activation, now),
                ProblemCode::Review,
            ));
        }
        Ok(self.transfer(session, activation, (release, new), now, policy))
    }

    /// A5. The old card steps down before the new one steps up: no moment has two active cards.
    fn transfer(
        &self,
        session: &SessionRow,
        activation: &ActivationRow,
        (release, new): (&ReleaseRow, &CardRow),
        now: Timestamp,
        policy: &Policy,
    ) -> Decision {
        let done = ActivationRow {
            state: ActivationState::Confirmed,
            unresolved: 0,
            updated_at: now,
            ..*activation
        };
        let mut ops = vec![
            RowOp::SetCardStatus {
                card: done.old_card,
                status: CardStatus::Superseded,
            },
            RowOp::ActivateCard {
                card: done.new_card,
                on: now.rome_day(),
            },
            RowOp::PutActivation(done),
            RowOp::PutSession(SessionRow {
                state: SessionState::Closed,
                ..*session
            }),
            RowOp::PutRelease(ReleaseRow {
                resolution: Resolution::Proven,
                sealed: None,
                ..release.clone()
            }),
        ];
        ops.extend(self.evidence(session, new, now).map(RowOp::AddEvidence));
        ops.extend(jobs(&done, now, policy).map(RowOp::AddJob));
        ops.push(RowOp::Audit(session.audit(AuditEvent::Confirmed, now)));
        Decision::accept(ops, confirmed(&done, ConfirmationStatus::Confirmed))
    }

    fn evidence(&self, session: &SessionRow, new: &CardRow, now: Timestamp) -> Option<EvidenceRow> {
        let statement = session.new_proof(new.card, self.kiosk_time)?;
        Some(EvidenceRow {
            activation: self.activation,
            session: session.id,
            kind: EvidenceKind::NewProof,
            card: new.card,
            statement: Bytes(statement.encode()),
            signature: self.signature.clone(),
            certificate: new.certificate.clone(),
            crl_number: None,
            at: now,
        })
    }
}

/// A proof may arrive long after its session was ended by the clock, if it was for a proof only.
fn accepts_a_proof(session: &SessionRow) -> Result<(), ProblemCode> {
    match (session.state, session.flow) {
        (SessionState::Released | SessionState::OpenConfirm, _)
        | (SessionState::Aborted, Flow::ConfirmOnly) => Ok(()),
        (
            SessionState::Open
            | SessionState::OldOk
            | SessionState::Bound
            | SessionState::Closed
            | SessionState::Aborted,
            _,
        ) => Err(ProblemCode::WrongState),
    }
}

/// The old card is the active one, expired or not, and nothing else is.
fn cards_may_change_places(rows: &Rows, activation: &ActivationRow, new: &CardRow) -> bool {
    let mut active = rows
        .cards
        .iter()
        .filter(|card| card.status == CardStatus::Active);
    new.status == CardStatus::Shipped
        && active.next().map(|card| card.card) == Some(activation.old_card)
        && active.next().is_none()
}

/// A7.
pub(crate) fn close(activation: &ActivationRow, now: Timestamp) -> Vec<RowOp> {
    let row = ActivationRow {
        state: ActivationState::Closed,
        epoch: None,
        updated_at: now,
        ..*activation
    };
    let entry = AuditEntry {
        activation: Some(row.id),
        ..AuditEntry::new(AuditEvent::Closed, now)
    };
    vec![RowOp::PutActivation(row), RowOp::Audit(entry)]
}

/// J1 to J4.
fn jobs(
    activation: &ActivationRow,
    now: Timestamp,
    policy: &Policy,
) -> impl Iterator<Item = JobRow> {
    let id = activation.id;
    let job = move |kind, card: CardId, run_at| JobRow {
        activation: id,
        kind,
        card,
        state: JobState::Pending,
        attempts: 0,
        run_at,
    };
    let revoke_at = match policy.revoke_old {
        RevokeOld::AtOnce => Some(now),
        RevokeOld::After(grace) => Some(now.plus(grace)),
        RevokeOld::Never => None,
    };
    let (old, new) = (activation.old_card, activation.new_card);
    let unhold = policy.new_certificates_on_hold;
    [
        unhold.then(|| job(JobKind::CaUnhold, new, now)),
        revoke_at.map(|at| job(JobKind::CaRevoke, old, at)),
        Some(job(JobKind::Notify, new, now)),
        Some(job(JobKind::VaultErase, new, now)),
    ]
    .into_iter()
    .flatten()
}

const fn confirmed(activation: &ActivationRow, status: ConfirmationStatus) -> Reply {
    Reply::Confirmed(Confirmed {
        status,
        receipt_code: activation.receipt_code,
    })
}

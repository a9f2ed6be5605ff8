// SPDX-License-Identifier: EUPL-1.2
//! `Release`: a code leaves the vault for one kiosk. A3 and A4, and the same bytes for a retry.
//!
//! The vault seals before the transaction: [`release_plan`] says what to seal, the command then
//! checks the same guards again under the lock. A blob whose transaction fails is dropped.

use activation_protocol::messages::Verb;
use activation_protocol::{
    ActivationId, CardId, KioskId, Nonce, ProblemCode, ReleaseNo, SealedRelease, SecretMode,
    SessionId,
};

use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEvent, CardStatus, Decision, Policy, ProofTerms,
    ReleaseRow, Reply, Resolution, RowOp, Rows, SessionRow, SessionState, Timestamp, eligibility,
};

/// What is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReleaseAsked {
    /// The session.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// Which code.
    pub verb: Verb,
}

/// The facts of the request, and what the vault sealed for it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Release {
    /// What is asked for.
    pub asked: ReleaseAsked,
    /// Sealed by the vault for the [`ReleaseOrder`] of the plan.
    pub sealed: SealedRelease,
}

/// What a release needs.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReleasePlan {
    /// The answer was lost: the same bytes again.
    Repeat(SealedRelease),
    /// The vault must seal.
    Seal(ReleaseOrder),
}

/// What the vault must seal, and for whom. The old card's signature is in
/// [`Rows::old_auth_of`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReleaseOrder {
    /// The visit.
    pub session: SessionId,
    /// The totem.
    pub kiosk: KioskId,
    /// The totem's X25519 key.
    pub kiosk_key: Nonce,
    /// The activation.
    pub activation: ActivationId,
    /// The card that authorised it.
    pub old_card: CardId,
    /// The card whose code it is.
    pub new_card: CardId,
    /// Which code.
    pub secret_mode: SecretMode,
    /// The number it will have.
    pub release_no: ReleaseNo,
    /// T1's expiry.
    pub not_after: Timestamp,
}

/// What the vault must do for this request.
///
/// # Errors
/// Every refusal of a release.
pub fn release_plan(
    rows: &Rows,
    asked: ReleaseAsked,
    now: Timestamp,
    policy: &Policy,
) -> Result<ReleasePlan, ProblemCode> {
    let (session, activation) = fenced(rows, asked)?;
    cards_are_as_they_were(rows, session, activation)?;
    let last = rows
        .releases_of(activation.id)
        .filter(|row| row.session == session.id)
        .max_by_key(|row| row.no);
    match last {
        Some(last) if last.verb == asked.verb => repeat(last, now),
        None if asked.verb == Verb::Normal => {
            order(rows, session, activation, policy.secret_mode, now, policy)
        }
        Some(_) if asked.verb == Verb::Repair => {
            repair_is_allowed(rows, activation, policy)?;
            order(rows, session, activation, SecretMode::PukReset, now, policy)
        }
        Some(_) | None => Err(ProblemCode::WrongState),
    }
}

impl Release {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp, policy: &Policy) -> Step {
        let order = match release_plan(rows, self.asked, now, policy)? {
            ReleasePlan::Repeat(sealed) => return Ok(Decision::unchanged(Reply::Released(sealed))),
            ReleasePlan::Seal(order) => order,
        };
        if order.release_no != self.sealed.release_no {
            return Err(ProblemCode::Unavailable);
        }
        let (session, activation) = fenced(rows, self.asked)?;
        Ok(self.record(*session, *activation, &order, now, policy))
    }

    fn record(
        &self,
        session: SessionRow,
        activation: ActivationRow,
        order: &ReleaseOrder,
        now: Timestamp,
        policy: &Policy,
    ) -> Decision {
        let session = SessionRow {
            state: SessionState::Released,
            proof: Some(ProofTerms {
                nonce: self.sealed.proof_nonce,
                mode: order.secret_mode,
                release_no: order.release_no,
            }),
            ..session
        };
        let activation = ActivationRow {
            state: ActivationState::Released,
            releases: order.release_no.0,
            unresolved: activation.unresolved.saturating_add(1),
            mode: order.secret_mode,
            updated_at: now,
            ..activation
        };
        let ops = vec![
            RowOp::PutRelease(self.row(order, now, policy)),
            RowOp::PutActivation(activation),
            RowOp::PutSession(session),
            RowOp::Audit(session.audit(AuditEvent::Released, now)),
        ];
        Decision::accept(ops, Reply::Released(self.sealed.clone()))
    }

    fn row(&self, order: &ReleaseOrder, now: Timestamp, policy: &Policy) -> ReleaseRow {
        ReleaseRow {
            activation: order.activation,
            no: order.release_no,
            session: order.session,
            kiosk: order.kiosk,
            verb: self.asked.verb,
            mode: order.secret_mode,
            sealed: Some(self.sealed.clone()),
            sealed_until: now.plus(policy.release_lifetime),
            released_at: now,
            resolution: Resolution::Open,
        }
    }
}

/// Only the session that holds the epoch may obtain a release.
fn fenced(rows: &Rows, asked: ReleaseAsked) -> Result<(&SessionRow, &ActivationRow), ProblemCode> {
    let session = rows.session_at(asked.session, asked.kiosk)?;
    if !matches!(session.state, SessionState::Bound | SessionState::Released) {
        return Err(ProblemCode::WrongState);
    }
    let activation = session
        .activation
        .and_then(|id| rows.activation(id))
        .ok_or(ProblemCode::WrongState)?;
    match activation.state {
        ActivationState::Authorised | ActivationState::Released => {}
        ActivationState::None => return Err(ProblemCode::SessionSuperseded),
        ActivationState::Confirmed => return Err(ProblemCode::AlreadyActive),
        ActivationState::Review => return Err(ProblemCode::Review),
        ActivationState::Closed => return Err(ProblemCode::CardBlocked),
    }
    if activation.epoch != Some(session.id) {
        return Err(ProblemCode::SessionSuperseded);
    }
    Ok((session, activation))
}

/// Either card may have been blocked since it was read.
fn cards_are_as_they_were(
    rows: &Rows,
    session: &SessionRow,
    activation: &ActivationRow,
) -> Result<(), ProblemCode> {
    let old = rows.card(session.first_card).ok_or(ProblemCode::Review)?;
    eligibility::e4_e5_active(rows, old)?;
    let new = rows.card(activation.new_card).ok_or(ProblemCode::Review)?;
    if new.status == CardStatus::Shipped {
        Ok(())
    } else {
        Err(ProblemCode::NewBlocked)
    }
}

fn repeat(last: &ReleaseRow, now: Timestamp) -> Result<ReleasePlan, ProblemCode> {
    last.sealed
        .as_ref()
        .filter(|_| last.resolution == Resolution::Open && now <= last.sealed_until)
        .map(|sealed| ReleasePlan::Repeat(sealed.clone()))
        .ok_or(ProblemCode::Gone)
}

fn order(
    rows: &Rows,
    session: &SessionRow,
    activation: &ActivationRow,
    secret_mode: SecretMode,
    now: Timestamp,
    policy: &Policy,
) -> Result<ReleasePlan, ProblemCode> {
    if session.expires_at < now {
        return Err(ProblemCode::NonceExpired);
    }
    within_limits(rows, activation, secret_mode, now, policy)?;
    Ok(ReleasePlan::Seal(ReleaseOrder {
        session: session.id,
        kiosk: session.kiosk,
        kiosk_key: session.kiosk_key,
        activation: activation.id,
        old_card: session.first_card,
        new_card: activation.new_card,
        secret_mode,
        release_no: activation.next_release(),
        not_after: session.expires_at,
    }))
}

/// At most so many releases in the window, and for a PUK so few unresolved ones that its counter
/// cannot reach 0 by our doing.
pub(crate) fn within_limits(
    rows: &Rows,
    activation: &ActivationRow,
    secret_mode: SecretMode,
    now: Timestamp,
    policy: &Policy,
) -> Result<(), ProblemCode> {
    let since = now.minus(policy.release_window);
    let releases = || rows.releases_of(activation.id);
    let recent = releases().filter(|row| row.released_at > since).count();
    let open_puks = releases()
        .filter(|row| row.mode == SecretMode::PukReset && row.resolution.is_unresolved())
        .count();
    let puk_spent = secret_mode == SecretMode::PukReset && open_puks >= policy.unresolved_puks_max;
    if recent >= policy.releases_max || puk_spent {
        return Err(ProblemCode::ReleaseLimit);
    }
    Ok(())
}

/// One repair in an activation, by policy; one that went unused does not count.
fn repair_is_allowed(
    rows: &Rows,
    activation: &ActivationRow,
    policy: &Policy,
) -> Result<(), ProblemCode> {
    if !policy.repair {
        return Err(ProblemCode::Review);
    }
    let used = rows
        .releases_of(activation.id)
        .any(|row| row.verb == Verb::Repair && row.resolution != Resolution::Unused);
    if used {
        return Err(ProblemCode::ReleaseLimit);
    }
    Ok(())
}

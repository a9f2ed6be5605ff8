// SPDX-License-Identifier: EUPL-1.2
//! `OpenSession`: the first card was read. Everything that makes a PIN pointless is told now.

use activation_protocol::messages::{Flow, SessionOpened};
use activation_protocol::{CardId, Hash, KioskId, Nonce, ProblemCode, SessionId};
use time::Duration;

use crate::decision::Step;
use crate::{
    ActivationRow, ActivationState, AuditEvent, CardRow, CardStatus, Decision, Policy, ProofTerms,
    Reply, RowOp, Rows, SessionRow, SessionState, Timestamp, Trust, eligibility,
};

/// The facts of the request. The rows are those of the citizen whom the certificate names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OpenSession {
    /// The session's name.
    pub session: SessionId,
    /// The totem, by its TLS certificate.
    pub kiosk: KioskId,
    /// The card in the reader.
    pub card: CardId,
    /// Its issuer, from ID_Carta.
    pub issuer: String,
    /// The verdict on its certificate.
    pub trust: Trust,
    /// The kiosk's X25519 key.
    pub kiosk_key: Nonce,
    /// SHA-256 of the consent text.
    pub consent: Hash,
    /// SHA-256 of the request's body.
    pub request: Hash,
    /// Fresh.
    pub nonce: Nonce,
    /// Fresh, another one.
    pub proof_nonce: Nonce,
}

impl OpenSession {
    pub(crate) fn decide(&self, rows: &Rows, now: Timestamp, policy: &Policy) -> Step {
        if let Some(session) = rows.session(self.session) {
            return self.repeat(session, rows);
        }
        eligibility::e1_chain(self.trust, &self.issuer, policy)?;
        eligibility::e8_issuer_in_scope(&self.issuer, policy)?;
        self.within_quota(rows, now, policy)?;
        self.trust.not_expired()?;
        let card = rows.card(self.card).ok_or(ProblemCode::Review)?;
        eligibility::e2_not_expired(card, self.trust, now.rome_day())?;
        let session = match card.status {
            CardStatus::Shipped => self.resume(rows, card, now, policy)?,
            CardStatus::Active => {
                refuse_if_nothing_is_left(rows, card, now)?;
                self.fresh(now, policy)
            }
            CardStatus::Superseded => {
                eligibility::e4_e5_active(rows, card)?;
                self.fresh(now, policy)
            }
            CardStatus::Blocked | CardStatus::Revoked => self.fresh(now, policy),
        };
        let ops = vec![
            RowOp::PutSession(session),
            RowOp::Audit(session.audit(AuditEvent::SessionOpened, now)),
        ];
        Ok(Decision::accept(ops, opened(&session, rows)))
    }

    /// The same request again gets the same answer; another one, or one too late, does not.
    fn repeat(&self, session: &SessionRow, rows: &Rows) -> Step {
        let same = session.request == self.request && session.kiosk == self.kiosk;
        let waiting = matches!(
            session.state,
            SessionState::Open | SessionState::OpenConfirm
        );
        if same && waiting {
            Ok(Decision::unchanged(opened(session, rows)))
        } else {
            Err(ProblemCode::WrongState)
        }
    }

    fn within_quota(
        &self,
        rows: &Rows,
        now: Timestamp,
        policy: &Policy,
    ) -> Result<(), ProblemCode> {
        let since = now.minus(Duration::hours(24));
        let recent = || rows.sessions.iter().filter(|row| row.opened_at > since);
        let stopped = recent()
            .filter(|row| row.stopped && row.first_card == self.card)
            .count();
        if recent().count() >= policy.opens_per_day || stopped >= policy.stopped_per_day {
            return Err(ProblemCode::Quota);
        }
        Ok(())
    }

    /// The new card came first: its proof is all that is missing, or the old card comes first, or
    /// it is an old card that nobody ever activated.
    fn resume(
        &self,
        rows: &Rows,
        new: &CardRow,
        now: Timestamp,
        policy: &Policy,
    ) -> Result<SessionRow, ProblemCode> {
        if let Some(activation) = rows.activation_of(new.card) {
            eligibility::activation_is_open(rows, new)?;
            if let Some(terms) = self.terms_to_confirm(rows, activation) {
                refuse_if_old_card_is_blocked(rows, activation)?;
                return Ok(SessionRow {
                    state: SessionState::OpenConfirm,
                    flow: Flow::ConfirmOnly,
                    activation: Some(activation.id),
                    proof: Some(terms),
                    ..self.fresh(now, policy)
                });
            }
        }
        let has_successor = rows.cards.iter().any(|card| card.not_after > new.not_after);
        Err(if has_successor {
            ProblemCode::OldNotActive
        } else {
            ProblemCode::CardNotActivated
        })
    }

    /// The last release that may have set the PIN. If every release is known to be unused, the
    /// citizen has no chosen PIN to type.
    fn terms_to_confirm(&self, rows: &Rows, activation: &ActivationRow) -> Option<ProofTerms> {
        if activation.state != ActivationState::Released {
            return None;
        }
        let last = rows
            .releases_of(activation.id)
            .filter(|row| row.resolution.is_unresolved())
            .max_by_key(|row| row.no)?;
        Some(ProofTerms {
            nonce: self.proof_nonce,
            mode: last.mode,
            release_no: last.no,
        })
    }

    const fn fresh(&self, now: Timestamp, policy: &Policy) -> SessionRow {
        SessionRow {
            id: self.session,
            kiosk: self.kiosk,
            state: SessionState::Open,
            flow: Flow::OldAuth,
            nonce: self.nonce,
            kiosk_key: self.kiosk_key,
            consent: self.consent,
            request: self.request,
            first_card: self.card,
            activation: None,
            proof: None,
            denied: None,
            stopped: false,
            opened_at: now,
            expires_at: now.plus(policy.session_lifetime),
        }
    }
}

/// The card was activated here and no other waits.
fn refuse_if_nothing_is_left(
    rows: &Rows,
    card: &CardRow,
    now: Timestamp,
) -> Result<(), ProblemCode> {
    let is_the_new_one = rows
        .activation_of(card.card)
        .is_some_and(|row| row.state == ActivationState::Confirmed);
    let pending = eligibility::pending_cards(rows, card, now.rome_day()).next();
    if is_the_new_one && pending.is_none() {
        return Err(ProblemCode::AlreadyActive);
    }
    Ok(())
}

/// A proof must not complete on the authority of a card that was reported since.
fn refuse_if_old_card_is_blocked(
    rows: &Rows,
    activation: &ActivationRow,
) -> Result<(), ProblemCode> {
    match rows.card(activation.old_card).map(|card| card.status) {
        Some(CardStatus::Active) => Ok(()),
        Some(
            CardStatus::Shipped
            | CardStatus::Superseded
            | CardStatus::Blocked
            | CardStatus::Revoked,
        )
        | None => Err(ProblemCode::Review),
    }
}

fn opened(session: &SessionRow, rows: &Rows) -> Reply {
    let confirm = match session.flow {
        Flow::OldAuth => None,
        Flow::ConfirmOnly => session.proof,
    };
    let activation = confirm
        .and(session.activation)
        .and_then(|id| rows.activation(id));
    Reply::SessionOpened(SessionOpened {
        flow: session.flow,
        nonce: session.nonce,
        not_after: session.expires_at.seconds(),
        proof_nonce: confirm.map(|terms| terms.nonce),
        activation_id: activation.map(|row| row.id),
        secret_mode: confirm.map(|terms| terms.mode),
        release_no: confirm.map(|terms| terms.release_no),
        receipt_code: activation.map(|row| row.receipt_code),
    })
}

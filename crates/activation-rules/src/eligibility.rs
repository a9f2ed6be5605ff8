// SPDX-License-Identifier: EUPL-1.2
//! E1–E12: who may have which card activated. One function a rule; the order is the numbers'.

use activation_protocol::ProblemCode;
use time::Date;

use crate::{
    ActivationMode, ActivationState, CardRow, CardStatus, Citizen, Policy, Rows, Timestamp, Trust,
};

/// What a rule says: nothing, or the code of the refusal.
pub type Verdict = Result<(), ProblemCode>;

/// E1 to E10 for an old card that proved its PIN: every refusal, the one to tell first.
#[must_use]
pub fn failures_at_old_proof(
    rows: &Rows,
    old: &CardRow,
    trust: Trust,
    now: Timestamp,
    policy: &Policy,
) -> Vec<ProblemCode> {
    let today = now.rome_day();
    let mut failures: Vec<ProblemCode> = [
        e1_chain(trust, &old.issuer, policy),
        e2_not_expired(old, trust, today),
        trust.old_not_revoked(),
        e4_e5_active(rows, old),
        e6_activated_by_an_adult_in_person(old),
        e7_adult_now(old, today),
        e8_issuer_in_scope(&old.issuer, policy),
        e8_same_issuer(rows, old, today),
        e9_assistance(old),
        e10_one_pending_card(rows, old, today).and_then(|new| activation_is_open(rows, new)),
    ]
    .into_iter()
    .filter_map(Result::err)
    .collect();
    failures.dedup();
    failures
}

/// E1: path and policy of the certificate. A card of another region whose authority nobody pinned
/// here is told as such (E8): it was read, and its kind is known.
///
/// # Errors
/// [`ProblemCode::ChainInvalid`], [`ProblemCode::IssuerUnknown`], [`ProblemCode::CrlStale`] or
/// [`ProblemCode::OtherIssuer`]
pub fn e1_chain(trust: Trust, issuer: &str, policy: &Policy) -> Verdict {
    if trust == Trust::IssuerUnknown {
        e8_issuer_in_scope(issuer, policy)?;
    }
    trust.chain()
}

/// E2: the old card's last day in Rome is not past, by certificate and by registry.
///
/// # Errors
/// [`ProblemCode::OldExpired`]
pub fn e2_not_expired(old: &CardRow, trust: Trust, today: Date) -> Verdict {
    trust.not_expired()?;
    refuse_if(old.is_expired_on(today), ProblemCode::OldExpired)
}

/// E4 and E5: the registry has the old card active. Each other status has its own words; a card
/// that a newer one replaced here is told as such.
///
/// # Errors
/// [`ProblemCode::OldNotActive`], [`ProblemCode::AlreadyActive`], [`ProblemCode::OldLost`] or
/// [`ProblemCode::OldRevoked`]
pub fn e4_e5_active(rows: &Rows, old: &CardRow) -> Verdict {
    match old.status {
        CardStatus::Active => Ok(()),
        CardStatus::Shipped => Err(ProblemCode::OldNotActive),
        CardStatus::Superseded if was_replaced_here(rows, old) => Err(ProblemCode::AlreadyActive),
        CardStatus::Blocked => Err(ProblemCode::OldLost),
        CardStatus::Superseded | CardStatus::Revoked => Err(ProblemCode::OldRevoked),
    }
}

/// E6: of age on the day the old card was activated, and activated in person. What the registry
/// does not know is not taken for granted.
///
/// # Errors
/// [`ProblemCode::MinorAtActivation`]
pub fn e6_activated_by_an_adult_in_person(old: &CardRow) -> Verdict {
    let adult = old
        .activated_on
        .is_some_and(|day| old.birth_date.is_adult_on(day));
    let in_person = old.activation_mode == Some(ActivationMode::Diretta);
    refuse_if(!(adult && in_person), ProblemCode::MinorAtActivation)
}

/// E7: of age today.
///
/// # Errors
/// [`ProblemCode::MinorNow`]
pub fn e7_adult_now(old: &CardRow, today: Date) -> Verdict {
    refuse_if(!old.birth_date.is_adult_on(today), ProblemCode::MinorNow)
}

/// E8, first half: this service activates cards of that issuer.
///
/// # Errors
/// [`ProblemCode::OtherIssuer`]
pub fn e8_issuer_in_scope(issuer: &str, policy: &Policy) -> Verdict {
    let known = policy.issuers.iter().any(|ours| ours == issuer);
    refuse_if(!known, ProblemCode::OtherIssuer)
}

/// E8, second half: both cards come from the same issuer.
///
/// # Errors
/// [`ProblemCode::OtherIssuer`]
pub fn e8_same_issuer(rows: &Rows, old: &CardRow, today: Date) -> Verdict {
    let other = pending_cards(rows, old, today).any(|new| new.issuer != old.issuer);
    refuse_if(other, ProblemCode::OtherIssuer)
}

/// E9: the right to assistance holds.
///
/// # Errors
/// [`ProblemCode::NoAssistance`]
pub fn e9_assistance(old: &CardRow) -> Verdict {
    refuse_if(!old.assistance, ProblemCode::NoAssistance)
}

/// E10: exactly one card waits, and it has a chip. A blocked one that would be the one is told
/// as such; of several, a desk must find the right one.
///
/// # Errors
/// [`ProblemCode::NoPendingCard`], [`ProblemCode::NewBlocked`],
/// [`ProblemCode::NewWithoutChip`] or [`ProblemCode::Review`]
pub fn e10_one_pending_card<'a>(
    rows: &'a Rows,
    old: &'a CardRow,
    today: Date,
) -> Result<&'a CardRow, ProblemCode> {
    let mut pending = pending_cards(rows, old, today);
    match (pending.next(), pending.next()) {
        (Some(new), None) if new.has_chip => Ok(new),
        (Some(_), None) => Err(ProblemCode::NewWithoutChip),
        (Some(_), Some(_)) => Err(ProblemCode::Review),
        (None, _) if has_blocked_successor(rows, old) => Err(ProblemCode::NewBlocked),
        (None, _) => Err(ProblemCode::NoPendingCard),
    }
}

/// E11: the second card is the same person's.
///
/// # Errors
/// [`ProblemCode::HolderMismatch`]
pub fn e11_same_holder(rows: &Rows, holder: Citizen) -> Verdict {
    refuse_if(rows.citizen != holder, ProblemCode::HolderMismatch)
}

/// E12: the presented new card is not blocked, by registry or certificate.
///
/// # Errors
/// [`ProblemCode::NewBlocked`]
pub fn e12_not_blocked(new: &CardRow, trust: Trust, policy: &Policy) -> Verdict {
    trust.new_not_revoked(policy)?;
    refuse_if(is_blocked(new), ProblemCode::NewBlocked)
}

/// The new card's activation, if it has one, is not with a desk and not closed.
///
/// # Errors
/// [`ProblemCode::Review`], [`ProblemCode::NewBlocked`] or [`ProblemCode::AlreadyActive`]
pub fn activation_is_open(rows: &Rows, new: &CardRow) -> Verdict {
    match rows.activation_of(new.card).map(|row| row.state) {
        Some(ActivationState::Review) => Err(ProblemCode::Review),
        Some(ActivationState::Closed) => Err(ProblemCode::NewBlocked),
        Some(ActivationState::Confirmed) => Err(ProblemCode::AlreadyActive),
        Some(ActivationState::None | ActivationState::Authorised | ActivationState::Released)
        | None => Ok(()),
    }
}

/// The cards that wait to be activated in place of `old`.
pub(crate) fn pending_cards<'a>(
    rows: &'a Rows,
    old: &'a CardRow,
    today: Date,
) -> impl Iterator<Item = &'a CardRow> {
    rows.cards.iter().filter(move |card| {
        card.status == CardStatus::Shipped && card.card != old.card && !card.is_expired_on(today)
    })
}

fn has_blocked_successor(rows: &Rows, old: &CardRow) -> bool {
    rows.cards.iter().any(|card| {
        is_blocked(card) && card.activated_on.is_none() && card.not_after > old.not_after
    })
}

fn was_replaced_here(rows: &Rows, old: &CardRow) -> bool {
    rows.activations
        .iter()
        .any(|row| row.old_card == old.card && row.state == ActivationState::Confirmed)
}

const fn is_blocked(card: &CardRow) -> bool {
    matches!(card.status, CardStatus::Blocked | CardStatus::Revoked)
}

fn refuse_if(fails: bool, code: ProblemCode) -> Verdict {
    if fails { Err(code) } else { Ok(()) }
}

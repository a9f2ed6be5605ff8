// SPDX-License-Identifier: EUPL-1.2
//! What to tell of a card to somebody who only wants to know. It changes no row.

use activation_protocol::messages::{CardCheck, CardStanding, CertificateStanding};

use crate::{CardRow, CardStatus, Timestamp, Trust, eligibility};

/// How a card stands: by its row, if the registry knows it, and by the verdict on its
/// certificate, as two facts.
///
/// The registry is asked with the digest of the whole certificate, so that a certificate nobody
/// trusts finds a row only if it was imported with it. So the row is told whatever the verdict:
/// a card the registry has as active does not become "not known" because its key is too short.
#[must_use]
pub fn check_card(card: Option<&CardRow>, trust: Trust, now: Timestamp) -> CardCheck {
    CardCheck {
        standing: card.map_or(CardStanding::Unknown, |card| standing(card, trust, now)),
        certificate: certificate(trust),
    }
}

/// What ended a card for good is told before the calendar: who holds a card that was replaced
/// must look for the other one, not ask for a third.
fn standing(card: &CardRow, trust: Trust, now: Timestamp) -> CardStanding {
    let is_expired = eligibility::e2_not_expired(card, trust, now.rome_day()).is_err();
    match card.status {
        CardStatus::Blocked | CardStatus::Revoked => CardStanding::Blocked,
        CardStatus::Superseded => CardStanding::Replaced,
        CardStatus::Shipped | CardStatus::Active if is_expired => CardStanding::Expired,
        CardStatus::Shipped => CardStanding::NotActivated,
        CardStatus::Active => CardStanding::Active,
    }
}

const fn certificate(trust: Trust) -> CertificateStanding {
    match trust {
        Trust::Good => CertificateStanding::Good,
        Trust::ChainInvalid => CertificateStanding::Refused,
        Trust::NotYetValid => CertificateStanding::NotYetValid,
        Trust::IssuerUnknown => CertificateStanding::IssuerUnknown,
        Trust::Expired => CertificateStanding::Expired,
        Trust::Revoked { hold: true } => CertificateStanding::Suspended,
        Trust::Revoked { hold: false } => CertificateStanding::Revoked,
        Trust::CrlStale => CertificateStanding::NotCheckable,
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! `POST /v1/card-checks`: what the service knows of a card. It opens nothing and leaves nothing
//! behind.

use serde::{Deserialize, Serialize};

use super::CardPresented;

/// The request.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CardCheckRequest {
    /// The card in the reader. Its EF.ID_Carta must be the number its certificate names: two
    /// halves of two cards are [`Malformed`](crate::ProblemCode::Malformed), and no answer.
    pub card: CardPresented,
}

/// The answer: two facts that do not follow from one another.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct CardCheck {
    /// How the registry has the card.
    pub standing: CardStanding,
    /// How its certificate is judged.
    pub certificate: CertificateStanding,
}

/// How the registry has a card today.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardStanding {
    /// Activated, and its last day is not past.
    Active,
    /// Nobody activated it yet.
    NotActivated,
    /// Another card took its place.
    Replaced,
    /// Blocked or revoked, as after a loss.
    Blocked,
    /// Its last day is past.
    Expired,
    /// Not known to this service, which says nothing about the card itself. A word that this
    /// kiosk does not know reads as this too.
    #[serde(other)]
    Unknown,
}

/// How a card's certificate is judged now.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateStanding {
    /// Issuer, policy, days and revocation are in order.
    Good,
    /// Its first day has not come.
    NotYetValid,
    /// Its last day in Europe/Rome is past.
    Expired,
    /// The issuer suspended it (RFC 5280, 5.3.1: certificateHold).
    Suspended,
    /// The issuer revoked it for good.
    Revoked,
    /// The issuer is not known to this service: that is not "not valid".
    IssuerUnknown,
    /// A known issuer's, and not acceptable: signature, usage, policy or key size.
    Refused,
    /// Nobody can tell whether it is revoked: there is no fresh list. A word that this kiosk does
    /// not know reads as this too.
    #[serde(other)]
    NotCheckable,
}

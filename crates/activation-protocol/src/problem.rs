// SPDX-License-Identifier: EUPL-1.2
//! Why the backend said no: stable codes, and the `problem+json` body (RFC 9457).

use serde::{Deserialize, Serialize};

use crate::Outcome;

/// A problem body. It never echoes a codice fiscale or a certificate.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Problem {
    /// URI of the page that explains the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short English title for technicians.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: ProblemCode,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// What the citizen's screen says, if the visit ends with it.
    pub outcome: Option<Outcome>,
}

impl From<ProblemCode> for Problem {
    fn from(code: ProblemCode) -> Self {
        let facts = code.facts();
        Self {
            kind: format!("{TYPE_BASE}{}", facts.slug),
            title: facts.title.to_owned(),
            status: facts.status,
            code,
            retryable: facts.retryable,
            outcome: facts.outcome,
        }
    }
}

/// Facts of one code, as one row of a table.
struct Facts {
    slug: &'static str,
    title: &'static str,
    status: u16,
    retryable: bool,
    outcome: Option<Outcome>,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $status:literal, $retry:literal,
        $outcome:expr, $title:literal;)*) => {
        /// The stable problem codes, kebab-case on the wire.
        #[derive(
            Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
        )]
        pub enum ProblemCode {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)*
            /// A code this program does not know yet.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ProblemCode {
            /// Every code a backend may answer.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            const fn facts(self) -> Facts {
                match self {
                    $(Self::$name => Facts {
                        slug: $slug,
                        title: $title,
                        status: $status,
                        retryable: $retry,
                        outcome: $outcome,
                    },)*
                    Self::Unknown => Facts {
                        slug: "unknown",
                        title: "Unknown problem",
                        status: 500,
                        retryable: true,
                        outcome: Some(Outcome::Unavailable),
                    },
                }
            }
        }
    };
}

use Outcome as O;

problems! {
    /// The request could not be read.
    Malformed = "malformed", 400, false, Some(O::Unavailable), "Malformed request";
    /// The client certificate is not an enrolled kiosk's.
    KioskUnknown = "kiosk-unknown", 401, false, Some(O::OutOfService), "Kiosk not enrolled";
    /// The kiosk is enrolled and may not work now.
    KioskDisabled = "kiosk-disabled", 403, false, Some(O::OutOfService), "Kiosk disabled";
    /// No such resource, or not this kiosk's.
    NotFound = "not-found", 404, false, Some(O::Unavailable), "Not found";
    /// The session is in another state than the request needs.
    WrongState = "wrong-state", 409, false, Some(O::NothingChanged), "Session in another state";
    /// The idempotency key was used with another body.
    KeyReused = "idempotency-key-reused", 422, false, Some(O::Unavailable),
        "Idempotency key reused";
    /// E1: certificate path, policy, key usage or key size. The card was read; a counter must see
    /// what is wrong with it.
    ChainInvalid = "chain-invalid", 409, false, Some(O::UnderReview),
        "Certificate not accepted";
    /// E1: the certificate's issuer is not known to this service.
    IssuerUnknown = "issuer-unknown", 409, false, Some(O::NoChipOrUnknownType),
        "Certificate issuer not known";
    /// E2.
    OldExpired = "old-expired", 409, false, Some(O::OldExpired), "Old card expired";
    /// E3.
    OldRevoked = "old-revoked", 409, false, Some(O::OldBlocked), "Old card revoked";
    /// E3: the revocation list is too old to decide.
    CrlStale = "crl-stale", 503, true, Some(O::Unavailable), "Revocation list too old";
    /// E4.
    OldNotActive = "old-not-active", 409, false, Some(O::OldNeverActivated),
        "Old card never activated";
    /// E5.
    OldLost = "old-lost", 409, false, Some(O::OldBlocked), "Old card blocked or lost";
    /// E6.
    MinorAtActivation = "minor-at-activation", 409, false, Some(O::ActivatedAsMinor),
        "Old card not activated by an adult in person";
    /// E7.
    MinorNow = "minor-now", 409, false, Some(O::ActivatedAsMinor), "Holder is a minor";
    /// E8.
    OtherIssuer = "other-issuer", 409, false, Some(O::OtherRegion), "Other issuing body";
    /// E9.
    NoAssistance = "no-assistance", 409, false, Some(O::NoAssistance), "No right to assistance";
    /// E10.
    NoPendingCard = "no-pending-card", 409, false, Some(O::NoNewCard), "No pending new card";
    /// E10: the pending card has no chip.
    NewWithoutChip = "new-without-chip", 409, false, Some(O::NoChipOrUnknownType),
        "New card has no chip";
    /// E11.
    HolderMismatch = "cf-mismatch", 409, false, Some(O::DifferentHolder),
        "Cards of different holders";
    /// E12.
    NewBlocked = "new-blocked", 409, false, Some(O::NewBlocked), "New card blocked";
    /// The first card put in is the new one.
    CardNotActivated = "card-not-activated", 409, false, Some(O::OldCardFirst),
        "This card is the new one";
    /// The card is the active one and no other waits, or was activated meanwhile.
    AlreadyActive = "already-active", 409, false, Some(O::AlreadyActive), "Already active";
    /// T1 came after its expiry.
    NonceExpired = "nonce-expired", 409, false, Some(O::NothingChanged), "Nonce expired";
    /// A card's signature does not verify.
    SignatureInvalid = "signature-invalid", 422, false, Some(O::Unavailable),
        "Signature does not verify";
    /// Another totem has taken over.
    SessionSuperseded = "session-superseded", 409, false, Some(O::NothingChanged),
        "Superseded by a newer session";
    /// Too many releases for this card.
    ReleaseLimit = "release-limit", 429, false, Some(O::TooManyAttempts), "Release limit";
    /// Too many requests of this kiosk or for this citizen.
    Quota = "quota", 429, true, Some(O::TooManyAttempts), "Quota";
    /// A desk must decide.
    Review = "review", 409, false, Some(O::UnderReview), "Under review";
    /// The new card was blocked after its PIN was set.
    CardBlocked = "card-blocked", 409, false, Some(O::NewBlocked), "New card blocked meanwhile";
    /// The sealed bytes are no longer kept.
    Gone = "gone", 410, false, Some(O::NothingChanged), "Sealed release no longer kept";
    /// The vault has no code for this card.
    NoSecret = "no-secret", 409, false, Some(O::UnderReview), "No code kept for this card";
    /// The enrolment code is unknown, used or too old.
    CodeInvalid = "code-invalid", 422, false, None, "Enrolment code not valid";
    /// The service cannot work now.
    Unavailable = "unavailable", 503, true, Some(O::Unavailable), "Service unavailable";
}

impl ProblemCode {
    /// The kebab-case text of the wire.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.facts().slug
    }

    /// The HTTP status it travels with.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().status
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub const fn retryable(self) -> bool {
        self.facts().retryable
    }

    /// What the citizen's screen says, if the visit ends with it.
    #[must_use]
    pub const fn outcome(self) -> Option<Outcome> {
        self.facts().outcome
    }
}

const TYPE_BASE: &str = "https://puntosi.regione.toscana.it/problemi/";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_spelled_the_same_on_the_wire_and_in_its_page() {
        for code in ProblemCode::ALL {
            let json = serde_json::to_string(code).unwrap();
            assert_eq!(json, format!("\"{}\"", code.slug()));
            assert_eq!(serde_json::from_str::<ProblemCode>(&json).unwrap(), *code);
            assert!(Problem::from(*code).kind.ends_with(code.slug()));
        }
    }

    #[test]
    fn a_code_from_the_future_is_unknown_and_not_an_error() {
        let code: ProblemCode = serde_json::from_str("\"from-the-future\"").unwrap();
        assert_eq!(code, ProblemCode::Unknown);
        assert_eq!(code.outcome(), Some(Outcome::Unavailable));
    }
}

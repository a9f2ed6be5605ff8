// SPDX-License-Identifier: EUPL-1.2
//! What was already verified about a certificate or a signature before rules are asked.

use activation_protocol::ProblemCode;

use crate::Policy;

/// The verdict on a card's certificate: path, own policy layer, revocation.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trust {
    /// Path, policy and revocation are good.
    Good,
    /// The path, the key usage, the policy or the key size is not accepted.
    ChainInvalid,
    /// Acceptable, but its first day has not come.
    NotYetValid,
    /// The issuer is not known to this service.
    IssuerUnknown,
    /// Acceptable, but its last day in Rome is past.
    Expired,
    /// The issuer revoked it.
    Revoked {
        /// Only suspended (RFC 5280, 5.3.1: certificateHold).
        hold: bool,
    },
    /// The revocation list is past its hard age: nobody can tell.
    CrlStale,
}

impl Trust {
    /// E1, and whether revocation can be told at all.
    pub(crate) const fn chain(self) -> Result<(), ProblemCode> {
        match self {
            Self::Good | Self::Expired | Self::Revoked { .. } => Ok(()),
            Self::ChainInvalid | Self::NotYetValid => Err(ProblemCode::ChainInvalid),
            Self::IssuerUnknown => Err(ProblemCode::IssuerUnknown),
            Self::CrlStale => Err(ProblemCode::CrlStale),
        }
    }

    /// The certificate's part of E2.
    pub(crate) const fn not_expired(self) -> Result<(), ProblemCode> {
        match self {
            Self::Expired => Err(ProblemCode::OldExpired),
            Self::Good
            | Self::ChainInvalid
            | Self::NotYetValid
            | Self::IssuerUnknown
            | Self::Revoked { .. }
            | Self::CrlStale => Ok(()),
        }
    }

    /// E3 for the old card.
    pub(crate) const fn old_not_revoked(self) -> Result<(), ProblemCode> {
        match self {
            Self::Revoked { .. } => Err(ProblemCode::OldRevoked),
            Self::Good
            | Self::Expired
            | Self::ChainInvalid
            | Self::NotYetValid
            | Self::IssuerUnknown
            | Self::CrlStale => Ok(()),
        }
    }

    /// The certificate's part of E12.
    pub(crate) const fn new_not_revoked(self, policy: &Policy) -> Result<(), ProblemCode> {
        match self {
            Self::Revoked { hold } if !(hold && policy.new_certificates_on_hold) => {
                Err(ProblemCode::NewBlocked)
            }
            Self::Revoked { .. }
            | Self::Good
            | Self::Expired
            | Self::ChainInvalid
            | Self::NotYetValid
            | Self::IssuerUnknown
            | Self::CrlStale => Ok(()),
        }
    }
}

/// The verdict on a card's signature of a statement that the server rebuilt from its own rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Signature {
    /// It verifies with the key of the card's certificate.
    Valid,
    /// It does not.
    Invalid,
}

impl Signature {
    pub(crate) const fn require(self) -> Result<(), ProblemCode> {
        match self {
            Self::Valid => Ok(()),
            Self::Invalid => Err(ProblemCode::SignatureInvalid),
        }
    }
}

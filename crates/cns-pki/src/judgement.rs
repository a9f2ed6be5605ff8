// SPDX-License-Identifier: EUPL-1.2
//! What is said of a card's certificate. "Not known" and "not valid" are different words.

use crate::{AnchorId, CrlNumber};

/// The verdict on one certificate at one instant.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Judgement {
    /// A pinned authority issued it and it keeps the policy; how it stands today is inside.
    Accepted(Standing),
    /// Nobody pinned its issuer. The card may be good.
    IssuerUnknown,
    /// It names a pinned authority, or nothing readable, and is not acceptable.
    Refused(Refusal),
}

/// How an acceptable certificate stands today.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Standing {
    /// Who issued it.
    pub anchor: AnchorId,
    /// By the calendar.
    pub expiry: Expiry,
    /// By the revocation list.
    pub revocation: Revocation,
}

/// Validity by the day in Europe/Rome.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expiry {
    /// Not valid yet.
    NotYet,
    /// Valid; the day of expiry is included.
    Current,
    /// The day of expiry is over.
    Past,
}

/// Revocation by the newest list of its authority.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Revocation {
    /// Not listed.
    Good(Option<CrlNumber>),
    /// Suspended (`certificateHold`): it may become good again.
    OnHold(Option<CrlNumber>),
    /// Revoked for good.
    Revoked(Option<CrlNumber>),
    /// No list, or one past its hard age: nobody can tell.
    Unknown,
}

/// Why a certificate is not acceptable.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Not one X.509 certificate.
    #[error("not an X.509 certificate")]
    Unreadable,
    /// Signed in a way no authority may use, e.g. with SHA-1.
    #[error("the authority's signature is of a kind that is not accepted")]
    SignatureAlgorithm,
    /// The signature fails under the key of the authority it names.
    #[error("the authority's signature does not verify")]
    Signature,
    /// The path fails for another reason, e.g. a critical extension nobody processes.
    #[error("the certificate's path is not acceptable")]
    Path(#[source] webpki::Error),
    /// Issued after the authority should have stopped, or its cards are no longer accepted.
    #[error("the authority is past its limits")]
    IssuerRetired,
    /// None of the accepted certificate policies.
    #[error("no accepted certificate policy")]
    CertificatePolicy,
    /// Key usage is not digitalSignature, or is nonRepudiation.
    #[error("the key usage is not that of an authentication card")]
    KeyUsage,
    /// Extended key usage without clientAuth.
    #[error("the extended key usage lacks client authentication")]
    ExtendedKeyUsage,
    /// Not RSA, shorter than the policy accepts, or with an exponent nobody verifies.
    #[error("the key is not RSA, too short or of an odd kind")]
    KeySize,
    /// The common name is not `codice fiscale/card number.digest`.
    #[error("the common name is not that of a card")]
    Subject,
}

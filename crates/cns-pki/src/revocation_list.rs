// SPDX-License-Identifier: EUPL-1.2
//! One certificate revocation list (RFC 5280, 5), whole and signed by a pinned authority.

use std::collections::BTreeMap;

use time::{Duration, OffsetDateTime};
use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{
    OID_X509_EXT_DELTA_CRL_INDICATOR, OID_X509_EXT_ISSUER, OID_X509_EXT_ISSUER_DISTRIBUTION_POINT,
    Oid,
};
use x509_parser::prelude::{
    CertificateRevocationList, FromDer, ReasonCode, RevokedCertificate, X509Extension, X509Version,
};

use crate::serial::Serial;
use crate::signature::Signed;
use crate::{Anchor, AnchorId, Anchors, PkiError};

/// The number of a list, compared as a number of any length (RFC 5280, 5.2.3).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CrlNumber(Vec<u8>);

impl CrlNumber {
    /// Big-endian bytes without leading zeros.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The number, unless it is beyond 64 bits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        let mut bytes = [0; 8];
        let start = bytes.len().checked_sub(self.0.len())?;
        bytes[start..].copy_from_slice(&self.0);
        Some(u64::from_be_bytes(bytes))
    }
}

impl Ord for CrlNumber {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.len(), &self.0).cmp(&(other.0.len(), &other.0))
    }
}

impl PartialOrd for CrlNumber {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A list whose signature was verified.
#[derive(Clone, Debug)]
pub struct RevocationList {
    pub(crate) anchor: AnchorId,
    pub(crate) this_update: OffsetDateTime,
    pub(crate) number: Option<CrlNumber>,
    pub(crate) revoked: BTreeMap<Serial, Listed>,
}

/// How a certificate is listed, the worse later.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Listed {
    OnHold,
    Revoked,
}

impl RevocationList {
    /// Parses a list, DER, and verifies it with the pinned authority that signed it.
    ///
    /// Partial, delta and indirect lists are refused, also where they say so in an extension that
    /// should be critical and is not: whoever reads them as whole misses a revocation.
    ///
    /// # Errors
    /// [`PkiError::RevocationList`], [`PkiError::RevocationListExtension`] or
    /// [`PkiError::RevocationListSigner`].
    pub fn parse(der: &[u8], anchors: &Anchors) -> Result<Self, PkiError> {
        let Ok(([], list)) = CertificateRevocationList::from_der(der) else {
            return Err(PkiError::RevocationList);
        };
        if list.version() != Some(X509Version::V2) {
            return Err(PkiError::RevocationList);
        }
        let anchor = signer(&list, anchors).ok_or(PkiError::RevocationListSigner)?;
        let is_whole = all_processed(list.extensions())
            && list
                .iter_revoked_certificates()
                .all(|entry| all_processed(entry.extensions()));
        if !is_whole {
            return Err(PkiError::RevocationListExtension);
        }
        Ok(Self {
            anchor: anchor.id(),
            this_update: list.last_update().to_datetime(),
            number: list.crl_number().map(|n| CrlNumber(n.to_bytes_be())),
            revoked: revoked(&list),
        })
    }

    /// Whose certificates it lists.
    #[must_use]
    pub const fn anchor(&self) -> AnchorId {
        self.anchor
    }

    /// When it was made.
    #[must_use]
    pub const fn this_update(&self) -> OffsetDateTime {
        self.this_update
    }

    /// Whether it can say "good": not too old, and not from a future that no wrong clock explains.
    pub(crate) fn decides(&self, hard_age: Duration, now: OffsetDateTime) -> bool {
        let age = now - self.this_update;
        (-LARGEST_SKEW..=hard_age).contains(&age)
    }
}

/// The authority of the list's name under whose key it verifies: several may have the name.
fn signer<'a>(list: &CertificateRevocationList<'_>, anchors: &'a Anchors) -> Option<&'a Anchor> {
    let signed = Signed::list(list)?;
    anchors
        .iter()
        .filter(|anchor| anchor.subject == list.issuer().as_raw())
        .find(|anchor| signed.is_by(anchor))
}

/// Whether nothing is there that changes what the list means. Each extension stands once.
fn all_processed(extensions: &[X509Extension<'_>]) -> bool {
    extensions.iter().enumerate().all(|(index, extension)| {
        let is_known = matches!(extension.parsed_extension(), ParsedExtension::ReasonCode(_));
        (is_known || !extension.critical)
            && !NARROWING.contains(&extension.oid)
            && !extensions[..index]
                .iter()
                .any(|other| other.oid == extension.oid)
    })
}

/// By serial number; of a certificate that is listed twice, the worse is true.
fn revoked(list: &CertificateRevocationList<'_>) -> BTreeMap<Serial, Listed> {
    let mut revoked = BTreeMap::new();
    for entry in list.iter_revoked_certificates() {
        let listed = listed(entry);
        let worst = revoked
            .entry(Serial::new(entry.raw_serial()))
            .or_insert(listed);
        *worst = listed.max(*worst);
    }
    revoked
}

fn listed(entry: &RevokedCertificate<'_>) -> Listed {
    match entry.reason_code() {
        Some((_, ReasonCode::CertificateHold)) => Listed::OnHold,
        _ => Listed::Revoked,
    }
}

/// deltaCRLIndicator, issuingDistributionPoint and certificateIssuer (RFC 5280, 5.2.4, 5.2.5 and
/// 5.3.3): a list of changes, of some certificates, of somebody else's.
const NARROWING: [Oid<'static>; 3] = [
    OID_X509_EXT_DELTA_CRL_INDICATOR,
    OID_X509_EXT_ISSUER_DISTRIBUTION_POINT,
    OID_X509_EXT_ISSUER,
];

/// How far two clocks may be apart.
const LARGEST_SKEW: Duration = Duration::days(1);

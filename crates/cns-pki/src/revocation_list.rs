// SPDX-License-Identifier: EUPL-1.2
//! One certificate revocation list (RFC 5280, 5), whole and signed by a pinned authority.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{
    CertificateRevocationList, FromDer, ReasonCode, RevokedCertificate, X509Extension,
};

use crate::anchors::SIGNATURES;
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
    /// By serial number, as in the certificate.
    pub(crate) revoked: BTreeMap<Box<[u8]>, Listed>,
}

/// How a certificate is listed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Listed {
    OnHold,
    Revoked,
}

impl RevocationList {
    /// Parses a list, DER, and verifies it with the pinned authority that signed it.
    ///
    /// Partial, delta and indirect lists are refused: they say so in critical extensions.
    ///
    /// # Errors
    /// [`PkiError::RevocationList`], [`PkiError::RevocationListExtension`] or
    /// [`PkiError::RevocationListSigner`].
    pub fn parse(der: &[u8], anchors: &Anchors) -> Result<Self, PkiError> {
        let Ok(([], list)) = CertificateRevocationList::from_der(der) else {
            return Err(PkiError::RevocationList);
        };
        let anchor = anchors
            .iter()
            .find(|anchor| is_signed_by(&list, anchor))
            .ok_or(PkiError::RevocationListSigner)?;
        if has_unknown_critical(list.extensions())
            || list
                .iter_revoked_certificates()
                .any(|entry| has_unknown_critical(entry.extensions()))
        {
            return Err(PkiError::RevocationListExtension);
        }
        Ok(Self {
            anchor: anchor.id(),
            this_update: list.last_update().to_datetime(),
            number: list.crl_number().map(|n| CrlNumber(n.to_bytes_be())),
            revoked: list
                .iter_revoked_certificates()
                .map(|entry| (entry.raw_serial().into(), listed(entry)))
                .collect(),
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
}

fn is_signed_by(list: &CertificateRevocationList<'_>, anchor: &Anchor) -> bool {
    list.issuer().as_raw() == anchor.subject
        && SIGNATURES
            .iter()
            .filter(|algorithm| names(algorithm.signature_alg_id().as_ref(), list))
            .any(|algorithm| {
                let (message, signature) = (&list.tbs_cert_list, &list.signature_value.data);
                algorithm
                    .verify_signature(&anchor.public_key, message.as_ref(), signature)
                    .is_ok()
            })
}

/// Whether an AlgorithmIdentifier's content begins with the OID the list names.
fn names(algorithm_id: &[u8], list: &CertificateRevocationList<'_>) -> bool {
    let oid = list.signature_algorithm.algorithm.as_bytes();
    algorithm_id.get(2..2 + oid.len()) == Some(oid)
}

fn has_unknown_critical(extensions: &[X509Extension<'_>]) -> bool {
    extensions.iter().any(|extension| {
        extension.critical
            && !matches!(extension.parsed_extension(), ParsedExtension::ReasonCode(_))
    })
}

fn listed(entry: &RevokedCertificate<'_>) -> Listed {
    match entry.reason_code() {
        Some((_, ReasonCode::CertificateHold)) => Listed::OnHold,
        _ => Listed::Revoked,
    }
}

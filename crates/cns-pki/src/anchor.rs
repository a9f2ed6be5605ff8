// SPDX-License-Identifier: EUPL-1.2
//! One certification authority we decided to trust, and until when.

use activation_protocol::Hash;
use activation_protocol::rome::rome_date;
use ring::digest::{SHA256, digest};
use rustls_pki_types::{CertificateDer, TrustAnchor};
use time::{Date, OffsetDateTime};
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::{PkiError, rsa};

/// What tells anchors apart: SHA-256 of the SubjectPublicKeyInfo. Several Tuscan authorities
/// have the same common name, so a name is never enough.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct AnchorId(pub Hash);

/// A pinned authority.
///
/// Its own validity is not looked at (chain model): some authorities expire before the cards
/// they issued. The two limits say instead how long it is good for.
#[derive(Clone, Debug)]
pub struct Anchor {
    pub(crate) id: AnchorId,
    pub(crate) subject: Vec<u8>,
    pub(crate) subject_text: String,
    key_identifier: Option<Vec<u8>>,
    pub(crate) public_key: Vec<u8>,
    pub(crate) trust: TrustAnchor<'static>,
    pub(crate) marks_policies_critical: bool,
    issue_until: Option<Date>,
    accept_leaf_until: Option<Date>,
}

impl Anchor {
    /// Takes the certificate of an authority (RFC 5280), DER.
    ///
    /// `issue_until`: last day on which it may have issued a card. `accept_leaf_until`: last day
    /// on which its cards are accepted. Both are days in Europe/Rome; `None` is no limit.
    ///
    /// # Errors
    /// [`PkiError::Certificate`], [`PkiError::Anchor`], [`PkiError::NotAnAuthority`] or
    /// [`PkiError::AnchorKey`].
    pub fn new(
        der: &[u8],
        issue_until: Option<Date>,
        accept_leaf_until: Option<Date>,
    ) -> Result<Self, PkiError> {
        let (rest, certificate) =
            X509Certificate::from_der(der).map_err(|_| PkiError::Certificate)?;
        if !rest.is_empty() {
            return Err(PkiError::Certificate);
        }
        if !certificate.is_ca() {
            return Err(PkiError::NotAnAuthority);
        }
        let spki = certificate.public_key();
        if rsa::modulus_bits(spki).is_none_or(|bits| bits < MINIMUM_BITS) {
            return Err(PkiError::AnchorKey);
        }
        Ok(Self {
            id: AnchorId(sha256(spki.raw)),
            subject: certificate.subject().as_raw().to_vec(),
            subject_text: certificate.subject().to_string(),
            key_identifier: subject_key_identifier(&certificate),
            public_key: spki.subject_public_key.data.to_vec(),
            trust: webpki::anchor_from_trusted_cert(&CertificateDer::from(der))
                .map_err(PkiError::Anchor)?
                .to_owned(),
            marks_policies_critical: false,
            issue_until,
            accept_leaf_until,
        })
    }

    /// Says whether its cards carry certificatePolicies as critical, which the path library does
    /// not process: then such a card is looked at without the library.
    #[must_use]
    pub const fn marking_policies_critical(mut self, marks: bool) -> Self {
        self.marks_policies_critical = marks;
        self
    }

    /// What tells it from the others.
    #[must_use]
    pub const fn id(&self) -> AnchorId {
        self.id
    }

    pub(crate) fn key_identifier(&self) -> Option<&[u8]> {
        self.key_identifier.as_deref()
    }

    /// Whether it may have issued a card then.
    pub(crate) fn could_issue(&self, at: OffsetDateTime) -> bool {
        self.issue_until.is_none_or(|last| rome_date(at) <= last)
    }

    /// Whether its cards are still accepted.
    pub(crate) fn is_accepted(&self, now: OffsetDateTime) -> bool {
        self.accept_leaf_until
            .is_none_or(|last| rome_date(now) <= last)
    }
}

fn subject_key_identifier(certificate: &X509Certificate<'_>) -> Option<Vec<u8>> {
    certificate.iter_extensions().find_map(|extension| {
        if let ParsedExtension::SubjectKeyIdentifier(own) = extension.parsed_extension() {
            Some(own.0.to_vec())
        } else {
            None
        }
    })
}

fn sha256(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

/// An authority's key is never shorter, whatever the policy for cards says.
const MINIMUM_BITS: usize = 2048;

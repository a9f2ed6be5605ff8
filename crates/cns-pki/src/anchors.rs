// SPDX-License-Identifier: EUPL-1.2
//! All pinned authorities, and the judgement of a card's certificate against them.

use activation_protocol::rome::rome_date;
use cns_card::CardCertificate;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, UnixTime};
use time::OffsetDateTime;
use webpki::{EndEntityCert, KeyUsage, ring as algorithms};
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::{
    Anchor, AnchorList, Expiry, Judgement, PkiError, Policy, Refusal, RevocationLists, Standing,
};

/// The pinned authorities. Empty is allowed: then every issuer is unknown.
#[derive(Clone, Debug, Default)]
pub struct Anchors(Vec<Anchor>);

impl Anchors {
    /// Takes authorities.
    #[must_use]
    pub fn new(anchors: Vec<Anchor>) -> Self {
        Self(anchors)
    }

    /// Takes the authorities of a list; `read` gives the bytes of a file it names.
    ///
    /// # Errors
    /// [`PkiError::File`], [`PkiError::Described`] and those of [`Anchor::new`].
    pub fn load(
        list: &AnchorList,
        mut read: impl FnMut(&str) -> std::io::Result<Vec<u8>>,
    ) -> Result<Self, PkiError> {
        let mut anchors = Vec::new();
        for (index, entry) in list.anchors.iter().enumerate() {
            let position = index + 1;
            let der = read(&entry.file).map_err(|source| PkiError::File { position, source })?;
            let anchor = Anchor::new(&der, entry.issue_until, entry.accept_leaf_until)?;
            if !entry.describes(&anchor) {
                return Err(PkiError::Described { position });
            }
            anchors.push(anchor);
        }
        Ok(Self(anchors))
    }

    /// The authorities.
    pub fn iter(&self) -> impl Iterator<Item = &Anchor> {
        self.0.iter()
    }

    /// Judges the DER of a card's authentication certificate at an instant.
    ///
    /// The order is: who issued it, path, policy, then how it stands today. A certificate whose
    /// issuer nobody pinned is [`Judgement::IssuerUnknown`] whatever else is wrong with it.
    #[must_use]
    pub fn judge(
        &self,
        der: &[u8],
        lists: &RevocationLists,
        policy: &Policy,
        now: OffsetDateTime,
    ) -> Judgement {
        self.path_of(der, policy, now)
            .map_or_else(Judgement::from, |(anchor, certificate)| {
                Judgement::Accepted(Standing {
                    anchor: anchor.id,
                    expiry: expiry(&certificate, now),
                    revocation: lists.status(
                        anchor.id,
                        certificate.raw_serial(),
                        policy.crl_hard_age,
                        now,
                    ),
                })
            })
    }

    fn path_of<'c>(
        &self,
        der: &'c [u8],
        policy: &Policy,
        now: OffsetDateTime,
    ) -> Result<(&Anchor, X509Certificate<'c>), NotTrusted> {
        let Ok(([], certificate)) = X509Certificate::from_der(der) else {
            return Err(Refusal::Unreadable.into());
        };
        let anchor = self.signer(der, &certificate)?;
        let issued = certificate.validity().not_before.to_datetime();
        if !anchor.could_issue(issued) || !anchor.is_accepted(now) {
            return Err(Refusal::IssuerRetired.into());
        }
        policy.check(&certificate)?;
        CardCertificate::parse(der).map_err(|_| Refusal::Subject)?;
        Ok((anchor, certificate))
    }

    /// The anchor that signed the certificate.
    fn signer(&self, der: &[u8], certificate: &X509Certificate<'_>) -> Result<&Anchor, NotTrusted> {
        let named = authority_key_identifier(certificate);
        let mut forged = false;
        for anchor in self
            .0
            .iter()
            .filter(|anchor| could_be(anchor, certificate, named))
        {
            match verify_path(der, anchor, certificate) {
                Ok(()) => return Ok(anchor),
                Err(webpki::Error::UnknownIssuer) => {}
                Err(webpki::Error::InvalidSignatureForPublicKey) => forged |= named.is_some(),
                Err(error) => return Err(refusal_of(error).into()),
            }
        }
        // A signature that fails under the very key the certificate names is false; without a
        // named key it may come from an authority of the same name that nobody pinned.
        if forged {
            Err(Refusal::Signature.into())
        } else {
            Err(NotTrusted::IssuerUnknown)
        }
    }
}

/// Why there is no trusted path.
enum NotTrusted {
    IssuerUnknown,
    Refused(Refusal),
}

impl From<Refusal> for NotTrusted {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<NotTrusted> for Judgement {
    fn from(reason: NotTrusted) -> Self {
        match reason {
            NotTrusted::IssuerUnknown => Self::IssuerUnknown,
            NotTrusted::Refused(refusal) => Self::Refused(refusal),
        }
    }
}

/// Same name, and not a different key where both say which.
fn could_be(anchor: &Anchor, certificate: &X509Certificate<'_>, named: Option<&[u8]>) -> bool {
    let same_key = match (named, anchor.key_identifier.as_deref()) {
        (Some(named), Some(own)) => named == own,
        (None, _) | (_, None) => true,
    };
    same_key && anchor.subject == certificate.issuer().as_raw()
}

/// Signature and extended key usage, at the instant of issue: expiry is judged by day elsewhere.
fn verify_path(
    der: &[u8],
    anchor: &Anchor,
    certificate: &X509Certificate<'_>,
) -> Result<(), webpki::Error> {
    let der = CertificateDer::from(der);
    let issued = certificate.validity().not_before.timestamp();
    let issued = std::time::Duration::from_secs(u64::try_from(issued).unwrap_or_default());
    EndEntityCert::try_from(&der)?
        .verify_for_usage(
            SIGNATURES,
            std::slice::from_ref(&anchor.trust),
            &[],
            UnixTime::since_unix_epoch(issued),
            KeyUsage::required(CLIENT_AUTH),
            None,
            None,
        )
        .map(|_| ())
}

fn refusal_of(error: webpki::Error) -> Refusal {
    if let webpki::Error::RequiredEkuNotFoundContext(_) = error {
        Refusal::ExtendedKeyUsage
    } else {
        Refusal::Path(error)
    }
}

fn authority_key_identifier<'c>(certificate: &X509Certificate<'c>) -> Option<&'c [u8]> {
    certificate
        .iter_extensions()
        .find_map(|extension| {
            if let ParsedExtension::AuthorityKeyIdentifier(named) = extension.parsed_extension() {
                named.key_identifier.as_ref()
            } else {
                None
            }
        })
        .map(|identifier| identifier.0)
}

fn expiry(certificate: &X509Certificate<'_>, now: OffsetDateTime) -> Expiry {
    let validity = certificate.validity();
    if now < validity.not_before.to_datetime() {
        Expiry::NotYet
    } else if rome_date(now) > rome_date(validity.not_after.to_datetime()) {
        Expiry::Past
    } else {
        Expiry::Current
    }
}

/// Signatures an authority may make; the sizes are those ring accepts, 2048 to 8192 bits.
pub(crate) const SIGNATURES: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
];
/// id-kp-clientAuth, 1.3.6.1.5.5.7.3.2, as DER content (RFC 5280, 4.2.1.12).
const CLIENT_AUTH: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 3, 2];

// SPDX-License-Identifier: EUPL-1.2
//! All pinned authorities, and the judgement of a card's certificate against them.

use activation_protocol::rome::rome_date;
use cns_card::CardCertificate;
use time::OffsetDateTime;
use x509_parser::extensions::ParsedExtension;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::serial::Serial;
use crate::signature::Signed;
use crate::{
    Anchor, AnchorList, Expiry, Judgement, PkiError, Policy, Refusal, RevocationLists, Standing,
    path,
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
            let anchor = Anchor::new(&der, entry.issue_until, entry.accept_leaf_until)?
                .marking_policies_critical(entry.marks_policies_critical);
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
    /// The order is: who issued it, path, limits of the authority, policy, then how it stands
    /// today. A readable certificate whose issuer nobody pinned is [`Judgement::IssuerUnknown`]
    /// whatever else is wrong with it.
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
                        &Serial::new(certificate.raw_serial()),
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
        let anchor = self.signer(&certificate)?;
        path::check(der, anchor, &certificate)?;
        let issued = certificate.validity().not_before.to_datetime();
        if !anchor.could_issue(issued) || !anchor.is_accepted(now) {
            return Err(Refusal::IssuerRetired.into());
        }
        policy.check(&certificate)?;
        CardCertificate::parse(der).map_err(|_| Refusal::Subject)?;
        Ok((anchor, certificate))
    }

    /// The anchor that signed the certificate, whatever else is wrong with it.
    fn signer(&self, certificate: &X509Certificate<'_>) -> Result<&Anchor, NotTrusted> {
        let named = authority_key_identifier(certificate);
        let candidates: Vec<&Anchor> = self
            .iter()
            .filter(|anchor| could_be(anchor, certificate, named))
            .collect();
        if candidates.is_empty() {
            return Err(NotTrusted::IssuerUnknown);
        }
        let signed = Signed::certificate(certificate).ok_or(Refusal::SignatureAlgorithm)?;
        if let Some(signer) = candidates.iter().find(|anchor| signed.is_by(anchor)) {
            return Ok(signer);
        }
        // A signature that fails under the very key the certificate names is false; otherwise it
        // may come from an authority of the same name that nobody pinned.
        let is_named = |anchor: &&Anchor| named.is_some() && anchor.key_identifier() == named;
        if candidates.iter().any(is_named) {
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
    let same_key = match (named, anchor.key_identifier()) {
        (Some(named), Some(own)) => named == own,
        (None, _) | (_, None) => true,
    };
    same_key && anchor.subject == certificate.issuer().as_raw()
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

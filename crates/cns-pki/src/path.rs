// SPDX-License-Identifier: EUPL-1.2
//! The path of one step from a card's certificate to the authority that signed it.

use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{EndEntityCert, Error, KeyUsage};
use x509_parser::extensions::{CertificatePolicies, ParsedExtension};
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::{X509Certificate, X509Extension, X509Version};

use crate::signature::SIGNATURES;
use crate::{Anchor, Refusal};

/// Extended key usage, basic constraints and critical extensions, at the instant of issue: expiry
/// is judged by day elsewhere. The signature is known to be the anchor's.
pub(crate) fn check(
    der: &[u8],
    anchor: &Anchor,
    certificate: &X509Certificate<'_>,
) -> Result<(), Refusal> {
    if anchor.marks_policies_critical && has_critical_policies(certificate) {
        check_alone(anchor, certificate)
    } else {
        check_by_library(der, anchor, certificate).map_err(refusal_of)
    }
}

fn check_by_library(
    der: &[u8],
    anchor: &Anchor,
    certificate: &X509Certificate<'_>,
) -> Result<(), Error> {
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

fn refusal_of(error: Error) -> Refusal {
    if let Error::RequiredEkuNotFoundContext(_) = error {
        Refusal::ExtendedKeyUsage
    } else {
        Refusal::Path(error)
    }
}

/// The same rules without the library, which refuses critical policies unseen. Every other
/// critical extension is refused here too.
fn check_alone(anchor: &Anchor, certificate: &X509Certificate<'_>) -> Result<(), Refusal> {
    let validity = certificate.validity();
    let broken = [
        (
            certificate.version() != X509Version::V3,
            Error::UnsupportedCertVersion,
        ),
        (
            certificate.extensions_map().is_err(),
            Error::ExtensionValueInvalid,
        ),
        (
            validity.not_before > validity.not_after,
            Error::InvalidCertValidity,
        ),
        (certificate.is_ca(), Error::CaUsedAsEndEntity),
        (
            anchor.trust.name_constraints.is_some(),
            Error::NameConstraintViolation,
        ),
        (
            !certificate.extensions().iter().all(is_processed),
            Error::UnsupportedCriticalExtension,
        ),
    ];
    if let Some((_, error)) = broken.into_iter().find(|(is_broken, _)| *is_broken) {
        return Err(Refusal::Path(error));
    }
    match certificate.extended_key_usage() {
        Ok(Some(usage)) if usage.value.client_auth => Ok(()),
        Ok(_) | Err(_) => Err(Refusal::ExtendedKeyUsage),
    }
}

fn has_critical_policies(certificate: &X509Certificate<'_>) -> bool {
    certificate.iter_extensions().any(|extension| {
        extension.critical
            && matches!(
                extension.parsed_extension(),
                ParsedExtension::CertificatePolicies(_)
            )
    })
}

/// Not critical, or one whose meaning is looked at in this crate.
fn is_processed(extension: &X509Extension<'_>) -> bool {
    let parsed = extension.parsed_extension();
    let is_known = if let ParsedExtension::CertificatePolicies(policies) = parsed {
        are_understood(policies)
    } else {
        matches!(
            parsed,
            ParsedExtension::BasicConstraints(_)
                | ParsedExtension::KeyUsage(_)
                | ParsedExtension::ExtendedKeyUsage(_)
        )
    };
    is_known || !extension.critical
}

/// In a critical extension each qualifier must be one whose meaning is known (RFC 5280, 4.2.1.4):
/// a pointer to the practice statement, or a notice for people.
fn are_understood(policies: &CertificatePolicies<'_>) -> bool {
    policies
        .iter()
        .flat_map(|policy| policy.policy_qualifiers.iter().flatten())
        .all(|qualifier| is_known_qualifier(&qualifier.policy_qualifier_id))
}

fn is_known_qualifier(id: &Oid<'_>) -> bool {
    [PRACTICE_STATEMENT, USER_NOTICE].contains(&id.as_bytes())
}

/// id-kp-clientAuth, 1.3.6.1.5.5.7.3.2, as DER content (RFC 5280, 4.2.1.12).
const CLIENT_AUTH: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 3, 2];
/// id-qt-cps, 1.3.6.1.5.5.7.2.1, as DER content (RFC 5280, 4.2.1.4).
const PRACTICE_STATEMENT: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 2, 1];
/// id-qt-unotice, 1.3.6.1.5.5.7.2.2, as DER content (RFC 5280, 4.2.1.4).
const USER_NOTICE: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 2, 2];

// SPDX-License-Identifier: EUPL-1.2
//! The signature of an authority, on a certificate or on a revocation list.

use rustls_pki_types::SignatureVerificationAlgorithm;
use webpki::ring as algorithms;
use x509_parser::prelude::{AlgorithmIdentifier, CertificateRevocationList, X509Certificate};

use crate::Anchor;

/// Signatures an authority may make; the sizes are those ring accepts, 2048 to 8192 bits. SHA-1
/// is not among them: the cards of the authorities that used it have expired.
pub(crate) const SIGNATURES: &[&dyn SignatureVerificationAlgorithm] = &[
    algorithms::RSA_PKCS1_2048_8192_SHA256,
    algorithms::RSA_PKCS1_2048_8192_SHA384,
    algorithms::RSA_PKCS1_2048_8192_SHA512,
];

/// What an authority signed, and how it says so.
pub(crate) struct Signed<'d> {
    message: &'d [u8],
    value: &'d [u8],
    algorithm: &'static dyn SignatureVerificationAlgorithm,
}

impl<'d> Signed<'d> {
    /// Nothing when the algorithm is not one of [`SIGNATURES`].
    pub(crate) fn certificate(certificate: &'d X509Certificate<'_>) -> Option<Self> {
        let inside = &certificate.tbs_certificate.signature;
        Some(Self {
            message: certificate.tbs_certificate.as_ref(),
            value: &certificate.signature_value.data,
            algorithm: accepted(inside, &certificate.signature_algorithm)?,
        })
    }

    /// Nothing when the algorithm is not one of [`SIGNATURES`].
    pub(crate) fn list(list: &'d CertificateRevocationList<'_>) -> Option<Self> {
        let inside = &list.tbs_cert_list.signature;
        Some(Self {
            message: list.tbs_cert_list.as_ref(),
            value: &list.signature_value.data,
            algorithm: accepted(inside, &list.signature_algorithm)?,
        })
    }

    /// Whether the key of this authority made the signature.
    pub(crate) fn is_by(&self, anchor: &Anchor) -> bool {
        self.algorithm
            .verify_signature(&anchor.public_key, self.message, self.value)
            .is_ok()
    }
}

/// The algorithm that is named twice, where everybody can change it and where the signature
/// covers it (RFC 5280, 4.1.1.2 and 5.1.1.2).
fn accepted(
    inside: &AlgorithmIdentifier<'_>,
    outside: &AlgorithmIdentifier<'_>,
) -> Option<&'static dyn SignatureVerificationAlgorithm> {
    let oid = inside.algorithm.as_bytes();
    let has_no_parameters = inside
        .parameters
        .as_ref()
        .is_none_or(|any| any.data.is_empty());
    SIGNATURES.iter().copied().find(|algorithm| {
        inside == outside && has_no_parameters && oid_in(&algorithm.signature_alg_id()) == Some(oid)
    })
}

/// The content of the OID at the start of an AlgorithmIdentifier's content, DER.
fn oid_in(algorithm_id: &[u8]) -> Option<&[u8]> {
    let (&length, rest) = algorithm_id.strip_prefix(&[OID_TAG])?.split_first()?;
    rest.get(..usize::from(length))
}

const OID_TAG: u8 = 6;

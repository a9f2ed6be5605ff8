// SPDX-License-Identifier: EUPL-1.2
//! Our own policy for card certificates: what the path library does not look at.

use activation_protocol::MinimumKey;
use time::Duration;
use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::X509Certificate;

use crate::{PkiError, Refusal, rsa};

/// What a card's certificate must keep.
#[derive(Clone, Debug)]
pub struct Policy {
    accepted: Vec<Oid<'static>>,
    minimum_key: MinimumKey,
    pub(crate) crl_hard_age: Duration,
}

impl Default for Policy {
    /// The national CNS policy, RSA-2048, lists up to 72 hours old.
    fn default() -> Self {
        Self::new(&[NATIONAL_CNS], MinimumKey::Rsa2048, Duration::hours(72))
            .expect("the national policy is an OID")
    }
}

impl Policy {
    /// `policies`: accepted certificate policies as dotted OIDs, of which a card names at least
    /// one. `crl_hard_age`: a revocation list older than this decides nothing.
    ///
    /// # Errors
    /// [`PkiError::PolicyOid`].
    pub fn new(
        policies: &[impl AsRef<str>],
        minimum_key: MinimumKey,
        crl_hard_age: Duration,
    ) -> Result<Self, PkiError> {
        Ok(Self {
            accepted: policies
                .iter()
                .map(|dotted| oid(dotted.as_ref()))
                .collect::<Result<_, _>>()?,
            minimum_key,
            crl_hard_age,
        })
    }

    /// The shortest card key, also for the card's own signatures.
    #[must_use]
    pub const fn minimum_key(&self) -> MinimumKey {
        self.minimum_key
    }

    pub(crate) fn check(&self, certificate: &X509Certificate<'_>) -> Result<(), Refusal> {
        if !self.names_accepted_policy(certificate) {
            return Err(Refusal::CertificatePolicy);
        }
        if !has_authentication_usage(certificate) {
            return Err(Refusal::KeyUsage);
        }
        if rsa::card_key_bits(certificate.public_key())
            .is_none_or(|bits| bits < self.minimum_bits())
        {
            return Err(Refusal::KeySize);
        }
        Ok(())
    }

    fn minimum_bits(&self) -> usize {
        match self.minimum_key {
            MinimumKey::Rsa1024 => 1024,
            MinimumKey::Rsa2048 => 2048,
        }
    }

    fn names_accepted_policy(&self, certificate: &X509Certificate<'_>) -> bool {
        certificate.iter_extensions().any(|extension| {
            matches!(
                extension.parsed_extension(),
                ParsedExtension::CertificatePolicies(named)
                    if named.iter().any(|policy| self.accepted.contains(&policy.policy_id))
            )
        })
    }
}

/// digitalSignature, and not nonRepudiation, which is for signing documents (RFC 5280, 4.2.1.3).
fn has_authentication_usage(certificate: &X509Certificate<'_>) -> bool {
    matches!(
        certificate.key_usage(),
        Ok(Some(usage)) if usage.value.digital_signature() && !usage.value.non_repudiation()
    )
}

fn oid(dotted: &str) -> Result<Oid<'static>, PkiError> {
    let arcs: Vec<u64> = dotted
        .split('.')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| PkiError::PolicyOid)?;
    Oid::from(&arcs).map_err(|_| PkiError::PolicyOid)
}

/// "Carta Nazionale dei Servizi", the national authentication policy.
const NATIONAL_CNS: &str = "1.3.76.16.2.1";

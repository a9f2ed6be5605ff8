// SPDX-License-Identifier: EUPL-1.2
//! Who this totem is on the wire, and whom it trusts: TLS 1.3, one private root, ring.

use std::sync::Arc;

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use rustls::crypto::ring::default_provider;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use crate::ClientError;

/// A totem's P-256 key and certificate. `Debug` shows neither.
pub struct Identity {
    /// PKCS#8 of the private key.
    pub key: Zeroizing<Vec<u8>>,
    /// DER of the certificate.
    pub certificate: Vec<u8>,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// A new P-256 key as a PKCS#8 document.
///
/// # Errors
/// [`ClientError::Identity`] when the random generator fails.
pub fn new_key() -> Result<Zeroizing<Vec<u8>>, ClientError> {
    EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new())
        .map(|document| Zeroizing::new(document.as_ref().to_vec()))
        .map_err(|_| ClientError::Identity(rustls::Error::FailedToGetRandomBytes))
}

/// TLS 1.3 towards a server under this root; with a client certificate once there is one.
pub(crate) fn tls_config(
    root: &[u8],
    identity: Option<&Identity>,
) -> Result<Arc<ClientConfig>, ClientError> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from(root.to_vec()))
        .map_err(ClientError::Identity)?;
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(ClientError::Identity)?
        .with_root_certificates(roots);
    let mut config = match identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let chain = vec![CertificateDer::from(identity.certificate.clone())];
            let key = PrivatePkcs8KeyDer::from(identity.key.to_vec());
            builder
                .with_client_auth_cert(chain, PrivateKeyDer::from(key))
                .map_err(ClientError::Identity)?
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // A resumed session would outlive a change of the totem's status at the backend.
    config.resumption = rustls::client::Resumption::disabled();
    Ok(Arc::new(config))
}

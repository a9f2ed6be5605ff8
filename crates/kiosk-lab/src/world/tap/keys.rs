// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a tap needs to be taken for either side: the keys of the backend, and the totem's.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use kiosk::identity::{Enrolment, IdentityFiles};
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
use rustls::version::TLS13;
use rustls::{ClientConfig, RootCertStore, ServerConfig};

/// HTTP/1.1 in ALPN (RFC 7301, 6).
const HTTP: &[u8] = b"http/1.1";

/// Both sides' keys.
pub(in crate::world) struct Keys {
    pub(super) as_backend: Arc<ServerConfig>,
    pub(super) as_totem: Arc<ClientConfig>,
    pub(super) backend_name: ServerName<'static>,
}

impl Keys {
    /// From the backend's folder and the state folder of a totem that is enrolled.
    pub(in crate::world) fn take(backend: &Path, totem_state: &Path) -> Result<Self> {
        let enrolment = IdentityFiles::new(totem_state)
            .load()?
            .context("the totem is not enrolled")?;
        Ok(Self {
            as_backend: as_backend(&backend.join("tls"))?,
            as_totem: as_totem(&enrolment)?,
            backend_name: ServerName::try_from("localhost")?,
        })
    }
}

fn as_backend(tls: &Path) -> Result<Arc<ServerConfig>> {
    let chain = CertificateDer::pem_file_iter(tls.join("server.pem"))?;
    let key = PrivateKeyDer::from_pem_file(tls.join("server.key"))?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&TLS13])?
        .with_no_client_auth()
        .with_single_cert(chain.collect::<Result<_, _>>()?, key)?;
    config.alpn_protocols = vec![HTTP.to_vec()];
    Ok(Arc::new(config))
}

fn as_totem(enrolment: &Enrolment) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(enrolment.trust.tls_root.0.clone()))?;
    let certificate = CertificateDer::from(enrolment.identity.certificate.clone());
    let key = PrivatePkcs8KeyDer::from(enrolment.identity.key.to_vec());
    let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_protocol_versions(&[&TLS13])?
        .with_root_certificates(roots)
        .with_client_auth_cert(vec![certificate], PrivateKeyDer::from(key))?;
    config.alpn_protocols = vec![HTTP.to_vec()];
    Ok(Arc::new(config))
}

// SPDX-License-Identifier: EUPL-1.2
//! The two server configurations: with client certificates for kiosks, without for enrolment.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use rustls::crypto::{CryptoProvider, ring};
use rustls::server::{NoServerSessionStorage, WebPkiClientVerifier};
use rustls::version::TLS13;
use rustls::{ConfigBuilder, RootCertStore, ServerConfig, WantsVerifier};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use super::key_file::refuse_if_others_may_read;

/// The server's certificate chain and key.
pub(crate) struct ServerIdentity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl ServerIdentity {
    pub(crate) fn load(certificate: &Path, key: &Path) -> Result<Self> {
        let doing = || format!("the server's certificate {}", certificate.display());
        let chain = CertificateDer::pem_file_iter(certificate)
            .with_context(doing)?
            .collect::<Result<Vec<_>, _>>()
            .with_context(doing)?;
        anyhow::ensure!(!chain.is_empty(), "{} holds no certificate", doing());
        let doing_key = || format!("the server's key {}", key.display());
        refuse_if_others_may_read(key).with_context(doing_key)?;
        let key = PrivateKeyDer::from_pem_file(key).with_context(doing_key)?;
        Ok(Self { chain, key })
    }
}

/// For kiosks: whoever shows no certificate of the kiosks' authority is not let in.
pub(crate) fn mutual(
    identity: &ServerIdentity,
    kiosk_authority: &CertificateDer<'static>,
) -> Result<Arc<ServerConfig>> {
    let mut roots = RootCertStore::empty();
    roots
        .add(kiosk_authority.clone())
        .context("the kiosks' authority")?;
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider())
        .build()
        .context("the kiosks' authority")?;
    finish(builder()?.with_client_cert_verifier(clients), identity)
}

/// For enrolment: only the server shows a certificate.
pub(crate) fn enrolment(identity: &ServerIdentity) -> Result<Arc<ServerConfig>> {
    finish(builder()?.with_no_client_auth(), identity)
}

fn builder() -> Result<ConfigBuilder<ServerConfig, WantsVerifier>> {
    ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&TLS13])
        .context("TLS 1.3")
}

/// No session is resumed: a kiosk that was disabled must not get in again by a ticket.
fn finish(
    builder: ConfigBuilder<ServerConfig, rustls::server::WantsServerCert>,
    identity: &ServerIdentity,
) -> Result<Arc<ServerConfig>> {
    let mut config = builder
        .with_single_cert(identity.chain.clone(), identity.key.clone_key())
        .context("the server's certificate and key")?;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

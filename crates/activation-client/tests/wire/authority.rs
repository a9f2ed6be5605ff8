// SPDX-License-Identifier: EUPL-1.2
//! A private certificate authority and what it certifies.

use std::sync::Arc;

use activation_client::{Identity, new_key};
use rcgen::{
    BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    PKCS_ECDSA_P256_SHA256,
};
use rustls::crypto::ring::default_provider;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub(crate) root: Vec<u8>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let key = KeyPair::generate().expect("a P-256 key");
        let mut params = CertificateParams::new([]).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = params.self_signed(&key).expect("a root").der().to_vec();
        Self {
            issuer: Issuer::new(params, key),
            root,
        }
    }

    /// An enrolled totem's identity.
    pub(crate) fn totem(&self) -> Identity {
        let key = new_key().expect("a key");
        let document = PrivatePkcs8KeyDer::from(key.to_vec());
        let pair = KeyPair::from_pkcs8_der_and_sign_algo(&document, &PKCS_ECDSA_P256_SHA256)
            .expect("our own key");
        Identity {
            certificate: self.certify(&pair, &[], ExtendedKeyUsagePurpose::ClientAuth),
            key,
        }
    }

    /// TLS 1.3 for a server of these names; totems of this authority only, if it wants them.
    pub(crate) fn server(&self, names: &[&str], wants_totems: bool) -> Arc<ServerConfig> {
        let key = KeyPair::generate().expect("a P-256 key");
        let certificate = self.certify(&key, names, ExtendedKeyUsagePurpose::ServerAuth);
        let provider = Arc::new(default_provider());
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .expect("TLS 1.3");
        let builder = if wants_totems {
            let mut roots = RootCertStore::empty();
            let root = CertificateDer::from(self.root.clone());
            roots.add(root).expect("our own root");
            let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider);
            builder.with_client_cert_verifier(verifier.build().expect("a verifier"))
        } else {
            builder.with_no_client_auth()
        };
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let chain = vec![CertificateDer::from(certificate)];
        Arc::new(builder.with_single_cert(chain, key).expect("a key pair"))
    }

    fn certify(&self, key: &KeyPair, names: &[&str], use_: ExtendedKeyUsagePurpose) -> Vec<u8> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names).expect("good names");
        params.extended_key_usages = vec![use_];
        let certificate = params.signed_by(key, &self.issuer).expect("a certificate");
        certificate.der().to_vec()
    }
}

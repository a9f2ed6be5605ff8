// SPDX-License-Identifier: EUPL-1.2
//! Our two private authorities: one for the server's certificate, one for the kiosks'.

use std::fs;
use std::path::Path;

use activation_protocol::KioskId;
use anyhow::{Context, Result, ensure};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateSigningRequestParams, DistinguishedName,
    DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PublicKeyData, SanType,
};
use ring::digest::{SHA256, digest};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::key_file::refuse_if_others_may_read;
use super::peer::URN;

/// A P-256 authority that can sign.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
}

impl Authority {
    /// Makes an authority for ten years.
    pub(crate) fn generate(common_name: &str, now: OffsetDateTime) -> Result<(Self, Files)> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut params = named(common_name, now, Duration::days(3653))?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = params.self_signed(&key)?;
        let files = Files {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        };
        let authority = Self {
            certificate: certificate.der().clone(),
            issuer: Issuer::new(params, key),
        };
        Ok((authority, files))
    }

    pub(crate) fn load(certificate: &Path, key: &Path) -> Result<Self> {
        let doing = || format!("the kiosks' authority {}", certificate.display());
        let doing_key = || format!("the kiosks' authority's key {}", key.display());
        refuse_if_others_may_read(key).with_context(doing_key)?;
        let key_text = fs::read_to_string(key)
            .map(Zeroizing::new)
            .with_context(doing_key)?;
        let key = KeyPair::from_pem(&key_text).with_context(doing_key)?;
        let certificate = CertificateDer::from_pem_file(certificate).with_context(doing)?;
        let issuer = Issuer::from_ca_cert_der(&certificate, key).with_context(doing)?;
        Ok(Self {
            issuer,
            certificate,
        })
    }

    pub(crate) const fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// Issues a server's certificate for names and addresses, for five years.
    pub(crate) fn issue_server(&self, names: &[String], now: OffsetDateTime) -> Result<Files> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut params = named("puntosi-backend", now, Duration::days(1826))?;
        params.subject_alt_names = CertificateParams::new(names)?.subject_alt_names;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        Ok(Files {
            certificate: params.signed_by(&key, &self.issuer)?.pem(),
            key: key.serialize_pem(),
        })
    }

    /// Issues a kiosk's certificate, DER. Nothing of the request but its key is used.
    pub(crate) fn issue_kiosk(
        &self,
        kiosk: KioskId,
        request: &KioskKeyRequest,
        (now, valid): (OffsetDateTime, Duration),
    ) -> Result<CertificateDer<'static>> {
        let mut params = named(&format!("totem {kiosk}"), now, valid)?;
        params.subject_alt_names = vec![SanType::URI(format!("{URN}{kiosk}").try_into()?)];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&request.0.public_key, &self.issuer)?;
        Ok(certificate.der().clone())
    }
}

/// A certificate and its key as PEM.
pub(crate) struct Files {
    pub(crate) certificate: String,
    pub(crate) key: String,
}

/// A kiosk's PKCS#10 request (RFC 2986) whose own signature verified.
pub(crate) struct KioskKeyRequest(CertificateSigningRequestParams);

impl KioskKeyRequest {
    pub(crate) fn parse(der: &[u8]) -> Result<Self> {
        let request = CertificateSigningRequestParams::from_der(&der.into())?;
        let is_p256 = request.public_key.algorithm() == &PKCS_ECDSA_P256_SHA256;
        ensure!(is_p256, "the kiosk's key is not P-256");
        Ok(Self(request))
    }

    /// SHA-256 of the SubjectPublicKeyInfo, hexadecimal: what both sides show.
    pub(crate) fn fingerprint(&self) -> String {
        let spki = self.0.public_key.subject_public_key_info();
        digest(&SHA256, &spki)
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Validity begins an hour ago: clocks differ.
fn named(common_name: &str, now: OffsetDateTime, valid: Duration) -> Result<CertificateParams> {
    let mut params = CertificateParams::new(Vec::new())?;
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, "PuntoSì");
    name.push(DnType::CommonName, common_name);
    params.distinguished_name = name;
    params.not_before = now - Duration::hours(1);
    params.not_after = now + valid;
    Ok(params)
}

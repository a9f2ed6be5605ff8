// SPDX-License-Identifier: EUPL-1.2
//! The test CA that signs the invented cards, and its CRL.

use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use time::{Duration, OffsetDateTime};

use super::TestKeys;
use crate::EmulatorError;

/// Where the certificates say the CRL is; `.invalid` never resolves (RFC 2606).
pub(super) const CRL_ADDRESS: &str = "http://crl.test.invalid/cns/regionetoscana/crl.crl";

/// A CA like the ones that issue real cards, marked TEST.
pub(super) struct Authority {
    pub(super) issuer: CertifiedIssuer<'static, KeyPair>,
    now: OffsetDateTime,
}

impl Authority {
    pub(super) fn new(now: OffsetDateTime) -> Result<Self, EmulatorError> {
        let key = KeyPair::from_pkcs8_pem_and_sign_algo(TestKeys::ca().pem(), &PKCS_RSA_SHA256)?;
        let mut params = CertificateParams::default();
        params.not_before = now.saturating_sub(Duration::days(12 * 365));
        params.not_after = now.saturating_add(Duration::days(12 * 365));
        params.serial_number = Some(SerialNumber::from_slice(&[0x01]));
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let name = &mut params.distinguished_name;
        name.remove(DnType::CommonName);
        name.push(DnType::CountryName, "IT");
        name.push(DnType::OrganizationName, "TEST - NOT A REAL CA");
        name.push(DnType::OrganizationalUnitName, "Servizi di Certificazione");
        name.push(DnType::CommonName, "Regione Toscana - CA Cittadini TEST");
        Ok(Self {
            issuer: CertifiedIssuer::self_signed(params, key)?,
            now,
        })
    }

    /// Certificate, key, and a CRL of seven days with `revoked` serial numbers.
    pub(super) fn write(&self, dir: &Path, revoked: &[SerialNumber]) -> Result<(), EmulatorError> {
        super::write(&dir.join("ca.der"), self.issuer.der())?;
        super::write(&dir.join("ca.pem"), self.issuer.pem())?;
        super::write(&dir.join("TEST-ca-key.pem"), TestKeys::ca().pem())?;
        super::write(&dir.join("crl.der"), self.revocation_list(revoked)?)
    }

    fn revocation_list(&self, revoked: &[SerialNumber]) -> Result<Vec<u8>, EmulatorError> {
        let list = CertificateRevocationListParams {
            this_update: self.now.saturating_sub(Duration::hours(1)),
            next_update: self.now.saturating_add(Duration::days(7)),
            crl_number: SerialNumber::from(self.now.unix_timestamp().unsigned_abs()),
            issuing_distribution_point: None,
            revoked_certs: revoked
                .iter()
                .map(|serial| self.revocation(serial))
                .collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        Ok(list.signed_by(&self.issuer)?.der().to_vec())
    }

    fn revocation(&self, serial: &SerialNumber) -> RevokedCertParams {
        RevokedCertParams {
            serial_number: serial.clone(),
            revocation_time: self.now.saturating_sub(Duration::days(3)),
            reason_code: Some(RevocationReason::KeyCompromise),
            invalidity_date: None,
        }
    }
}

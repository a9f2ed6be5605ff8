// SPDX-License-Identifier: EUPL-1.2
//! The test CAs that sign the invented cards, and their CRLs.

use std::path::Path;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RevocationReason,
    RevokedCertParams, SerialNumber,
};
use time::{Duration, OffsetDateTime};

use super::TestKeys;
use crate::EmulatorError;

/// The CA of the region, and one of another region.
pub(super) struct Authorities {
    pub(super) own: Authority,
    pub(super) other: Authority,
}

/// Whose CA it is.
pub(super) struct Region {
    /// As certificates name it.
    pub(super) name: &'static str,
    /// Where the certificates say the CRL is; `.invalid` never resolves (RFC 2606).
    pub(super) crl_address: &'static str,
    ca_name: &'static str,
}

const TOSCANA: Region = Region {
    name: "REGIONE TOSCANA",
    crl_address: "http://crl.test.invalid/cns/regionetoscana/crl.crl",
    ca_name: "Regione Toscana - CA Cittadini TEST",
};

const LOMBARDIA: Region = Region {
    name: "REGIONE LOMBARDIA",
    crl_address: "http://crl.test.invalid/cns/regionelombardia/crl.crl",
    ca_name: "Regione Lombardia - CA Cittadini TEST",
};

/// A CA like the ones that issue real cards, marked TEST.
pub(super) struct Authority {
    pub(super) issuer: CertifiedIssuer<'static, KeyPair>,
    pub(super) region: Region,
    key: TestKeys,
    now: OffsetDateTime,
}

impl Authorities {
    pub(super) fn new(now: OffsetDateTime) -> Result<Self, EmulatorError> {
        Ok(Self {
            own: Authority::new(TOSCANA, TestKeys::ca(), now)?,
            other: Authority::new(LOMBARDIA, TestKeys::other_ca(), now)?,
        })
    }

    /// The region's CA in `dir`, the other one in `dir/other-region`.
    pub(super) fn write(&self, dir: &Path, revoked: &[SerialNumber]) -> Result<(), EmulatorError> {
        self.own.write(dir, revoked)?;
        self.other.write(&dir.join("other-region"), &[])
    }
}

impl Authority {
    fn new(region: Region, key: TestKeys, now: OffsetDateTime) -> Result<Self, EmulatorError> {
        let pair = KeyPair::from_pkcs8_pem_and_sign_algo(key.pem(), &PKCS_RSA_SHA256)?;
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
        name.push(DnType::CommonName, region.ca_name);
        Ok(Self {
            issuer: CertifiedIssuer::self_signed(params, pair)?,
            region,
            key,
            now,
        })
    }

    /// Certificate, key, and a CRL of seven days with `revoked` serial numbers.
    fn write(&self, dir: &Path, revoked: &[SerialNumber]) -> Result<(), EmulatorError> {
        super::write(&dir.join("ca.der"), self.issuer.der())?;
        super::write(&dir.join("ca.pem"), self.issuer.pem())?;
        super::write(&dir.join("TEST-ca-key.pem"), self.key.pem())?;
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

// SPDX-License-Identifier: EUPL-1.2
//! Two authorities of one name, and the cards they issue.

use cns_pki::{Anchor, Anchors, Judgement, Policy, RevocationList, RevocationLists};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension,
    DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, PublicKeyData, RevocationReason, RevokedCertParams,
    SerialNumber,
};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

pub(crate) const NOW: OffsetDateTime = datetime!(2026-11-23 10:00 UTC);
pub(crate) const COMMON_NAME: &str =
    "RSSMRA80A01D612Y/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2sc=";

/// An authority that can issue.
pub(crate) struct Authority {
    pub(crate) issuer: Issuer<'static, KeyPair>,
    pub(crate) der: Vec<u8>,
}

pub(crate) fn authority() -> Authority {
    Authority::of(include_bytes!("../fixtures/authority.pk8"))
}

/// Another key under the same distinguished name.
pub(crate) fn namesake() -> Authority {
    Authority::of(include_bytes!("../fixtures/other-authority.pk8"))
}

impl Authority {
    fn of(pkcs8: &[u8]) -> Self {
        let key = rsa_key(pkcs8);
        let params = Self::params();
        let der = params.self_signed(&key).expect("RSA signs").der().to_vec();
        let issuer = Issuer::new(params, key);
        Self { issuer, der }
    }

    /// The certificate of an authority that has expired, as its cards have not.
    pub(crate) fn params() -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name = name(&[
            (DnType::CountryName, "IT"),
            (DnType::OrganizationName, "Certificatore di prova"),
            (DnType::CommonName, "Regione Toscana - CA Cittadini"),
        ]);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.not_before = datetime!(2017-11-15 0:00 UTC);
        params.not_after = datetime!(2026-01-01 0:00 UTC);
        params
    }

    pub(crate) fn anchors(&self) -> Anchors {
        Anchors::new(vec![Anchor::new(&self.der, None, None).unwrap()])
    }

    pub(crate) fn issue(&self, params: &CertificateParams) -> Vec<u8> {
        self.certify(params, &card_key())
    }

    pub(crate) fn certify(&self, params: &CertificateParams, key: &impl PublicKeyData) -> Vec<u8> {
        params
            .signed_by(key, &self.issuer)
            .expect("an authority signs")
            .der()
            .to_vec()
    }

    /// A list made at an instant, with the reason why the card of [`card`] is on it.
    pub(crate) fn list(
        &self,
        number: u8,
        made: OffsetDateTime,
        listed: Option<RevocationReason>,
    ) -> Vec<u8> {
        let params = CertificateRevocationListParams {
            this_update: made,
            next_update: made + Duration::days(1),
            crl_number: SerialNumber::from_slice(&[number]),
            issuing_distribution_point: None,
            revoked_certs: listed
                .map(|reason| RevokedCertParams {
                    serial_number: SerialNumber::from_slice(&SERIAL),
                    revocation_time: made,
                    reason_code: Some(reason),
                    invalidity_date: None,
                })
                .into_iter()
                .collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params
            .signed_by(&self.issuer)
            .expect("an authority signs lists")
            .der()
            .to_vec()
    }

    pub(crate) fn lists(&self, ders: &[Vec<u8>]) -> RevocationLists {
        let mut lists = RevocationLists::default();
        for der in ders {
            let list = RevocationList::parse(der, &self.anchors()).unwrap();
            lists.take(list).unwrap();
        }
        lists
    }
}

/// A card's certificate as it should be.
pub(crate) fn card() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = name(&[
        (DnType::CountryName, "IT"),
        (DnType::OrganizationalUnitName, "REGIONE TOSCANA"),
        (DnType::CommonName, COMMON_NAME),
    ]);
    params.serial_number = Some(SerialNumber::from_slice(&SERIAL));
    params.not_before = datetime!(2021-01-15 0:00 UTC);
    params.not_after = datetime!(2027-01-14 23:00 UTC);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::ClientAuth,
        ExtendedKeyUsagePurpose::EmailProtection,
    ];
    params.use_authority_key_identifier_extension = true;
    params.custom_extensions = vec![policies(NATIONAL_POLICY)];
    params
}

/// certificatePolicies with one policy, given as DER content of its OID.
pub(crate) fn policies(oid: &[u8]) -> CustomExtension {
    let tlv = |tag: u8, content: &[u8]| {
        let mut bytes = vec![tag, u8::try_from(content.len()).unwrap()];
        bytes.extend(content);
        bytes
    };
    let content = tlv(0x30, &tlv(0x30, &tlv(0x06, oid)));
    CustomExtension::from_oid_content(&[2, 5, 29, 32], content)
}

pub(crate) fn judge(authority: &Authority, der: &[u8]) -> Judgement {
    let lists = authority.lists(&[authority.list(1, NOW - Duration::hours(1), None)]);
    authority
        .anchors()
        .judge(der, &lists, &Policy::default(), NOW)
}

pub(crate) fn name(parts: &[(DnType, &str)]) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    for (kind, value) in parts {
        name.push(kind.clone(), *value);
    }
    name
}

fn card_key() -> KeyPair {
    rsa_key(include_bytes!("../fixtures/card-old.pk8"))
}

fn rsa_key(pkcs8: &[u8]) -> KeyPair {
    KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.into(), &PKCS_RSA_SHA256)
        .expect("the fixture is an RSA key")
}

pub(crate) const SERIAL: [u8; 8] = [0x2A, 1, 2, 3, 4, 5, 6, 7];
/// 1.3.76.16.2.1
pub(crate) const NATIONAL_POLICY: &[u8] = &[0x2B, 0x4C, 0x10, 0x02, 0x01];

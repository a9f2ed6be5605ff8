// SPDX-License-Identifier: EUPL-1.2
//! The authentication certificate in the form the CNS prescribes.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rcgen::{
    CertificateParams, CrlDistributionPoint, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose, PKCS_RSA_SHA256, PublicKeyData, SerialNumber,
    SignatureAlgorithm,
};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::authority::Authority;
use super::calendar::Validity;
use super::citizen::Citizen;
use crate::EmulatorError;
use crate::tlv::tlv;

const SURNAME: [u64; 4] = [2, 5, 4, 4];
const GIVEN_NAME: [u64; 4] = [2, 5, 4, 42];
const CERTIFICATE_POLICIES: [u64; 4] = [2, 5, 29, 32];
/// 1.3.76.16.2.1, the national CNS policy.
const CNS_POLICY: [u8; 5] = [0x2B, 0x4C, 0x10, 0x02, 0x01];
/// 1.3.6.1.5.5.7.2.2, user notice.
const USER_NOTICE: [u8; 8] = [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x02, 0x02];
const NOTICE: &str = "Identifies X.509 authentication certificates issued for the italian \
                      National Service Card (CNS) project in according to the italian regulation";

/// What a certificate says.
pub(super) struct Subject<'a> {
    pub(super) citizen: &'a Citizen,
    pub(super) id_carta: &'a str,
    /// The whole file, padding included.
    pub(super) personal_data: &'a [u8],
    pub(super) validity: Validity,
    pub(super) serial: &'a SerialNumber,
    /// PKCS#1 DER.
    pub(super) public_key: &'a [u8],
}

/// The certificate in DER.
pub(super) fn sign(subject: &Subject, authority: &Authority) -> Result<Vec<u8>, EmulatorError> {
    let mut params = CertificateParams::default();
    params.not_before = subject.validity.not_before();
    params.not_after = subject.validity.not_after();
    params.serial_number = Some(subject.serial.clone());
    params.distinguished_name = name(subject, authority);
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params.crl_distribution_points = vec![CrlDistributionPoint {
        uris: vec![authority.region.crl_address.to_owned()],
    }];
    params.custom_extensions = vec![CustomExtension::from_oid_content(
        &CERTIFICATE_POLICIES,
        policies(),
    )];
    let key = RsaPublicKey(subject.public_key);
    Ok(params.signed_by(&key, &authority.issuer)?.der().to_vec())
}

fn name(subject: &Subject, authority: &Authority) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "IT");
    name.push(DnType::OrganizationName, "TEST - NOT A REAL CA");
    name.push(DnType::OrganizationalUnitName, authority.region.name);
    name.push(
        DnType::CustomDnType(SURNAME.to_vec()),
        subject.citizen.surname.as_str(),
    );
    name.push(
        DnType::CustomDnType(GIVEN_NAME.to_vec()),
        subject.citizen.name.as_str(),
    );
    name.push(DnType::CommonName, common_name(subject));
    name
}

/// Codice fiscale, card number and the hash of Dati_personali: always 62 characters.
fn common_name(subject: &Subject) -> String {
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, subject.personal_data);
    let hash = BASE64_STANDARD.encode(hash);
    format!(
        "{}/{}.{hash}",
        subject.citizen.codice_fiscale(),
        subject.id_carta
    )
}

/// CertificatePolicies (RFC 5280, 4.2.1.4) with the fixed user notice.
fn policies() -> Vec<u8> {
    let notice = tlv(0x30, &tlv(0x0C, NOTICE.as_bytes()));
    let qualifier = tlv(0x30, &[tlv(0x06, &USER_NOTICE), notice].concat());
    let policy = [tlv(0x06, &CNS_POLICY), tlv(0x30, &qualifier)].concat();
    tlv(0x30, &tlv(0x30, &policy))
}

/// A public key whose private half the CA never sees.
struct RsaPublicKey<'a>(&'a [u8]);

impl PublicKeyData for RsaPublicKey<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

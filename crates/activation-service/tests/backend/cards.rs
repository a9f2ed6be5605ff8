// SPDX-License-Identifier: EUPL-1.2
//! An authority like those of the CNS, and the cards of invented citizens.

use std::sync::Arc;

use activation_protocol::messages::CardPresented;
use activation_protocol::{Bytes, CardId, IdCarta};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension,
    DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, RevocationReason, RevokedCertParams, SerialNumber,
};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use crate::card_key::CardKey;

pub(crate) const HOLDER: &str = "RSSMRA80A01D612Y";
pub(crate) const ANOTHER: &str = "RSSMRA80A41D612C";
pub(crate) const ISSUED_PIN: &str = "40719";
pub(crate) const PUK: &str = "90817263";

/// An authority that can issue.
#[derive(Clone)]
pub(crate) struct Authority {
    issuer: Arc<Issuer<'static, KeyPair>>,
    pub(crate) der: Vec<u8>,
    marks_policies_critical: bool,
}

/// One card: what a reader gives and what its key does.
#[derive(Clone)]
pub(crate) struct Card {
    pub(crate) der: Vec<u8>,
    pub(crate) number: IdCarta,
    pub(crate) serial: u8,
    key: CardKey,
    line: Value,
}

/// The usual pair of one citizen, and another citizen's new card.
#[derive(Clone)]
pub(crate) struct Deck {
    pub(crate) authority: Authority,
    pub(crate) old: Card,
    pub(crate) new: Card,
    pub(crate) anothers: Card,
}

impl Deck {
    pub(crate) fn new() -> Self {
        let authority = Authority::new(AUTHORITY_KEY);
        let anothers = authority.issue(ANOTHER, "6090000000003002", (3, NEW_KEY), 20, 2172);
        Self {
            old: authority.old_card(60).activated(),
            new: authority.new_card().with_codes(),
            anothers: anothers.with_codes(),
            authority,
        }
    }

    /// The same with the old card's line changed.
    pub(crate) fn with_old(key: &str, value: Value) -> Self {
        let mut deck = Self::new();
        deck.old.line[key] = value;
        deck
    }

    /// The pair with the keys of version 1.0.
    pub(crate) fn with_short_keys() -> Self {
        let mut deck = Self::new();
        let authority = &deck.authority;
        let old = authority.issue(HOLDER, "6090000000001006", (1, CardKey::Short(1)), 2132, 60);
        let new = authority.issue(HOLDER, "6090000000002004", (2, CardKey::Short(2)), 20, 2172);
        deck.old = old.activated();
        deck.new = new.with_codes();
        deck
    }

    /// The import file.
    pub(crate) fn lines(&self) -> String {
        [&self.old, &self.new, &self.anothers]
            .map(|card| card.line.to_string())
            .join("\n")
    }
}

impl Card {
    pub(crate) fn id(&self) -> CardId {
        CardId::of_certificate(&self.der)
    }

    pub(crate) fn presented(&self) -> CardPresented {
        CardPresented {
            cert: Bytes(self.der.clone()),
            id_carta: self.number,
            profile: "test".to_owned(),
        }
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256, as a card makes it.
    pub(crate) fn sign(&self, statement: &[u8]) -> Bytes {
        Bytes(self.key.sign(statement))
    }

    pub(crate) fn line(&self) -> &Value {
        &self.line
    }

    pub(crate) fn activated(mut self) -> Self {
        self.line["status"] = json!("ACTIVE");
        self.line["activated_at"] = json!("2021-02-01T09:00:00Z");
        self.line["activation_mode"] = json!("DIRETTA");
        self
    }

    pub(crate) fn with_codes(mut self) -> Self {
        self.line["transport_pin"] = json!(ISSUED_PIN);
        self.line["puk"] = json!(PUK);
        self
    }
}

impl Authority {
    /// One that nobody pinned.
    pub(crate) fn unknown() -> Self {
        Self::new(OTHER_AUTHORITY_KEY)
    }

    fn new(pkcs8: &[u8]) -> Self {
        let key = rsa_key(pkcs8);
        let mut params = CertificateParams::default();
        params.distinguished_name = name("Regione Toscana - CA Cittadini");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let der = params.self_signed(&key).unwrap().der().to_vec();
        Self {
            issuer: Arc::new(Issuer::new(params, key)),
            der,
            marks_policies_critical: false,
        }
    }

    /// The same with certificatePolicies critical in its cards.
    pub(crate) fn marking_policies_critical(self) -> Self {
        Self {
            marks_policies_critical: true,
            ..self
        }
    }

    /// The holder's old card, so many days before its end.
    pub(crate) fn old_card(&self, days_left: i64) -> Card {
        let age = 2192 - days_left;
        self.issue(HOLDER, "6090000000001006", (1, OLD_KEY), age, days_left)
    }

    pub(crate) fn new_card(&self) -> Card {
        self.issue(HOLDER, "6090000000002004", (2, NEW_KEY), 20, 2172)
    }

    /// One that is not valid yet.
    pub(crate) fn future_card(&self) -> Card {
        self.issue(HOLDER, "6090000000004000", (5, NEW_KEY), -5, 2182)
    }

    /// One more card of the holder.
    pub(crate) fn further_card(&self) -> Card {
        self.issue(HOLDER, "6090000000004000", (4, NEW_KEY), 10, 2182)
    }

    fn issue(
        &self,
        holder: &str,
        number: &str,
        (serial, key): (u8, CardKey),
        age_days: i64,
        days_left: i64,
    ) -> Card {
        let now = OffsetDateTime::now_utc();
        let mut params = CertificateParams::default();
        let data_hash = "mSujRBZr5VpLfIgfwkEZv7wN2sc=";
        params.distinguished_name = name(&format!("{holder}/{number}.{data_hash}"));
        params.serial_number = Some(SerialNumber::from_slice(&[serial]));
        params.not_before = now - Duration::days(age_days);
        params.not_after = now + Duration::days(days_left);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let mut policies =
            CustomExtension::from_oid_content(&[2, 5, 29, 32], NATIONAL_POLICY.to_vec());
        policies.set_criticality(self.marks_policies_critical);
        params.custom_extensions = vec![policies];
        let signed = params.signed_by(&key.public(), &self.issuer).unwrap();
        let der = signed.der().to_vec();
        let line = json!({
            "codice_fiscale": holder,
            "id_carta": number,
            "certificate": STANDARD.encode(&der),
            "issuer": "6090",
            "status": "SHIPPED",
            "not_after": (now + Duration::days(days_left)).date().to_string(),
            "activated_at": null,
            "activation_mode": null,
            "birth_date": "1980-01-01",
            "has_chip": true,
            "transport_pin": null,
            "puk": null,
        });
        Card {
            number: IdCarta::parse(number).unwrap(),
            der,
            serial,
            key,
            line,
        }
    }

    /// A revocation list made now.
    pub(crate) fn list(&self, number: u8, revoked: &[(&Card, RevocationReason)]) -> Vec<u8> {
        let now = OffsetDateTime::now_utc();
        self.list_of(number, now, revoked)
    }

    pub(crate) fn list_of(
        &self,
        number: u8,
        made: OffsetDateTime,
        revoked: &[(&Card, RevocationReason)],
    ) -> Vec<u8> {
        let params = CertificateRevocationListParams {
            this_update: made,
            next_update: made + Duration::days(1),
            crl_number: SerialNumber::from_slice(&[number]),
            issuing_distribution_point: None,
            revoked_certs: revoked
                .iter()
                .map(|(card, reason)| RevokedCertParams {
                    serial_number: SerialNumber::from_slice(&[card.serial]),
                    revocation_time: made,
                    reason_code: Some(*reason),
                    invalidity_date: None,
                })
                .collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&self.issuer).unwrap().der().to_vec()
    }
}

fn name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "IT");
    name.push(DnType::CommonName, common_name);
    name
}

fn rsa_key(pkcs8: &[u8]) -> KeyPair {
    KeyPair::from_pkcs8_der_and_sign_algo(&pkcs8.into(), &PKCS_RSA_SHA256).unwrap()
}

/// certificatePolicies: 1.3.76.16.2.1
const NATIONAL_POLICY: &[u8] = &[
    0x30, 0x09, 0x30, 0x07, 0x06, 0x05, 0x2B, 0x4C, 0x10, 0x02, 0x01,
];
const AUTHORITY_KEY: &[u8] = include_bytes!("../../../cns-pki/tests/fixtures/authority.pk8");
const OTHER_AUTHORITY_KEY: &[u8] =
    include_bytes!("../../../cns-pki/tests/fixtures/other-authority.pk8");
const OLD_KEY: CardKey = CardKey::Long(1);
const NEW_KEY: CardKey = CardKey::Long(2);

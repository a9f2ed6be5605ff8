// SPDX-License-Identifier: EUPL-1.2
//! Our own policy: each rule broken alone.

use activation_protocol::MinimumKey;
use cns_pki::{Judgement, Policy, Refusal, RevocationLists};
use rcgen::{DnType, ExtendedKeyUsagePurpose, KeyUsagePurpose, SubjectPublicKeyInfo};
use time::Duration;

use crate::world::{NOW, authority, card, judge, policies};

fn refusal(change: impl FnOnce(&mut rcgen::CertificateParams)) -> Judgement {
    let authority = authority();
    let mut params = card();
    change(&mut params);
    judge(&authority, &authority.issue(&params))
}

#[test]
fn a_certificate_for_signing_documents_is_refused() {
    let both = vec![
        KeyUsagePurpose::DigitalSignature,
        KeyUsagePurpose::ContentCommitment,
    ];
    for usages in [both, vec![KeyUsagePurpose::ContentCommitment], vec![]] {
        let judgement = refusal(|params| params.key_usages = usages);
        assert_eq!(judgement, Judgement::Refused(Refusal::KeyUsage));
    }
}

#[test]
fn client_authentication_must_be_named() {
    for usages in [vec![], vec![ExtendedKeyUsagePurpose::EmailProtection]] {
        let judgement = refusal(|params| params.extended_key_usages = usages);
        assert_eq!(judgement, Judgement::Refused(Refusal::ExtendedKeyUsage));
    }
}

#[test]
fn another_certificate_policy_is_accepted_only_when_configured() {
    let lombardy = [0x2B, 0x4C, 0x0C, 0x01];
    let judgement = refusal(|params| params.custom_extensions = vec![policies(&lombardy)]);
    assert_eq!(judgement, Judgement::Refused(Refusal::CertificatePolicy));
    let judgement = refusal(|params| params.custom_extensions = vec![]);
    assert_eq!(judgement, Judgement::Refused(Refusal::CertificatePolicy));

    let authority = authority();
    let mut params = card();
    params.custom_extensions = vec![policies(&lombardy)];
    let policy = Policy::new(&["1.3.76.12.1"], MinimumKey::Rsa2048, Duration::hours(72)).unwrap();
    let der = authority.issue(&params);
    let judgement = authority
        .anchors()
        .judge(&der, &RevocationLists::default(), &policy, NOW);
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn a_common_name_that_is_not_a_cards_is_refused() {
    for name in [
        "Mario Rossi",
        "RSSMRA80A01D612Y",
        "RSSMRA80A01D612X/6090000000001006.x",
    ] {
        let judgement = refusal(|params| {
            params.distinguished_name.remove(DnType::CommonName);
            params.distinguished_name.push(DnType::CommonName, name);
        });
        assert_eq!(judgement, Judgement::Refused(Refusal::Subject), "{name}");
    }
}

#[test]
fn short_keys_need_the_explicit_policy() {
    let authority = authority();
    let key = SubjectPublicKeyInfo::from_der(include_bytes!("../fixtures/card-1024.spki"));
    let der = authority.certify(&card(), &key.unwrap());
    assert_eq!(
        judge(&authority, &der),
        Judgement::Refused(Refusal::KeySize)
    );

    let legacy = Policy::new(&["1.3.76.16.2.1"], MinimumKey::Rsa1024, Duration::hours(72)).unwrap();
    let judgement = authority
        .anchors()
        .judge(&der, &RevocationLists::default(), &legacy, NOW);
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn a_policy_that_is_no_oid_is_an_error_of_the_configuration() {
    assert!(Policy::new(&["CNS"], MinimumKey::Rsa2048, Duration::hours(72)).is_err());
}

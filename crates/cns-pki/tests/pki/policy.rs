// SPDX-License-Identifier: EUPL-1.2
//! Our own policy: each rule broken alone.

use activation_protocol::MinimumKey;
use cns_pki::{Judgement, Policy, Refusal, RevocationLists};
use rcgen::{DnType, ExtendedKeyUsagePurpose, KeyUsagePurpose, SubjectPublicKeyInfo};
use time::Duration;

use crate::der::rsa_key;
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
    for usages in [
        vec![],
        vec![ExtendedKeyUsagePurpose::EmailProtection],
        vec![ExtendedKeyUsagePurpose::Any],
    ] {
        let judgement = refusal(|params| params.extended_key_usages = usages);
        assert_eq!(judgement, Judgement::Refused(Refusal::ExtendedKeyUsage));
    }
}

#[test]
fn another_certificate_policy_is_accepted_only_when_configured() {
    let lombardy = [0x2B, 0x4C, 0x0C, 0x01];
    let judgement = refusal(|params| params.custom_extensions = vec![policies(&lombardy)]);
    assert_eq!(judgement, Judgement::Refused(Refusal::CertificatePolicy));
    let any_policy = [0x55, 0x1D, 0x20, 0x00];
    let judgement = refusal(|params| params.custom_extensions = vec![policies(&any_policy)]);
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

/// A card with a key made up of these numbers; only the authority signs, so none is private.
fn with_key(modulus: &[u8], exponent: &[u8], minimum: MinimumKey) -> Judgement {
    let authority = authority();
    let key = SubjectPublicKeyInfo::from_der(&rsa_key(modulus, exponent)).unwrap();
    let der = authority.certify(&card(), &key);
    let policy = Policy::new(&["1.3.76.16.2.1"], minimum, Duration::hours(72)).unwrap();
    let lists = RevocationLists::default();
    authority.anchors().judge(&der, &lists, &policy, NOW)
}

/// The content of an odd INTEGER that takes so many bytes.
fn modulus(bytes: usize) -> Vec<u8> {
    let mut content = vec![0xC3; bytes + 1];
    content[0] = 0;
    content
}

const F4: &[u8] = &[1, 0, 1];

#[test]
fn exponents_are_those_somebody_verifies_with() {
    let key = modulus(256);
    for (exponent, is_accepted) in [
        (&[3][..], true),
        (F4, true),
        (&[0, 0x80, 0, 0, 1], true),
        (&[1, 0xFF, 0xFF, 0xFF, 0xFF], true),
        (&[], false),
        (&[0], false),
        (&[1], false),
        (&[2], false),
        (&[0x81], false),
        (&[1, 0, 0], false),
        (&[2, 0, 0, 0, 1], false),
        (&[1, 0, 0, 0, 0, 1], false),
    ] {
        let judgement = with_key(&key, exponent, MinimumKey::Rsa2048);
        let expected = Judgement::Refused(Refusal::KeySize);
        assert_eq!(
            judgement != expected,
            is_accepted,
            "{exponent:?} {judgement:?}"
        );
        assert_eq!(matches!(judgement, Judgement::Accepted(_)), is_accepted);
    }
}

#[test]
fn a_key_is_as_long_as_its_modulus_in_whole_bytes() {
    let (short, long) = (MinimumKey::Rsa1024, MinimumKey::Rsa2048);
    for (bytes, minimum, is_accepted) in [
        (127, short, false),
        (128, short, true),
        (255, short, true),
        (255, long, false),
        (256, long, true),
        (1024, long, true),
        (1025, long, false),
    ] {
        let judgement = with_key(&modulus(bytes), F4, minimum);
        assert_eq!(
            matches!(judgement, Judgement::Accepted(_)),
            is_accepted,
            "{bytes}"
        );
    }
    // Of two primes without their top bits: 2047 bits, which ring verifies too.
    let mut slim = modulus(256);
    slim.remove(0);
    slim[0] = 0x7F;
    let judgement = with_key(&slim, F4, long);
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn a_modulus_that_is_negative_even_or_nothing_is_refused() {
    let mut negative = modulus(256);
    negative.remove(0);
    let mut even = modulus(256);
    even[256] = 0xC2;
    for modulus in [negative, even, vec![], vec![0]] {
        let judgement = with_key(&modulus, F4, MinimumKey::Rsa1024);
        assert_eq!(
            judgement,
            Judgement::Refused(Refusal::KeySize),
            "{modulus:?}"
        );
    }
}

#[test]
fn a_key_that_is_not_rsa_is_refused() {
    let authority = authority();
    let elliptic = rcgen::KeyPair::generate().unwrap();
    assert_eq!(
        judge(&authority, &authority.certify(&card(), &elliptic)),
        Judgement::Refused(Refusal::KeySize)
    );
}

// SPDX-License-Identifier: EUPL-1.2
//! Who issued it: known, not known, or falsely named.

use cns_pki::{Anchor, AnchorId, Anchors, Judgement, PkiError, Policy, Refusal, RevocationLists};
use rcgen::SubjectPublicKeyInfo;
use time::macros::{date, datetime};
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::der::{SHA1_WITH_RSA, SHA256_WITH_RSA, reissued, replaced, signed};
use crate::world::{Authority, NOW, authority, card, judge, namesake};

/// The judgement of one anchor, with nothing known of revocation.
fn judged_by(anchor: Anchor, der: &[u8]) -> Judgement {
    let lists = RevocationLists::default();
    Anchors::new(vec![anchor]).judge(der, &lists, &Policy::default(), NOW)
}

/// An anchor whose certificate has no subject key identifier: another extension stands there.
fn without_key_identifier(authority: &Authority) -> Anchor {
    let der = replaced(
        &authority.der,
        &[6, 3, 0x55, 0x1D, 14],
        &[6, 3, 0x55, 0x1D, 99],
    );
    Anchor::new(&der, None, None).unwrap()
}

#[test]
fn a_card_of_a_pinned_authority_is_accepted_after_the_authority_expired() {
    let authority = authority();
    let judgement = judge(&authority, &authority.issue(&card()));
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn an_issuer_that_nobody_pinned_is_unknown_and_not_invalid() {
    let card = namesake().issue(&card());
    assert_eq!(judge(&authority(), &card), Judgement::IssuerUnknown);
    let nobody = Anchors::default();
    let judgement = nobody.judge(&card, &RevocationLists::default(), &Policy::default(), NOW);
    assert_eq!(judgement, Judgement::IssuerUnknown);
}

#[test]
fn authorities_of_one_name_are_told_apart_by_their_key() {
    let both = [authority(), namesake()].map(|ca| Anchor::new(&ca.der, None, None).unwrap());
    let expected = both[1].id();
    let anchors = Anchors::new(both.to_vec());
    for names_its_key in [true, false] {
        let mut params = card();
        params.use_authority_key_identifier_extension = names_its_key;
        let der = namesake().issue(&params);
        let judgement = anchors.judge(&der, &RevocationLists::default(), &Policy::default(), NOW);
        let Judgement::Accepted(standing) = judgement else {
            panic!("{judgement:?}");
        };
        assert_eq!(standing.anchor, expected);
    }
}

#[test]
fn a_false_signature_under_the_named_key_is_refused() {
    let authority = authority();
    let mut der = authority.issue(&card());
    let last = der.len() - 1;
    der[last] ^= 1;
    assert_eq!(
        judge(&authority, &der),
        Judgement::Refused(Refusal::Signature)
    );
}

#[test]
fn an_authority_past_its_limits_is_no_longer_accepted() {
    let authority = authority();
    let der = authority.issue(&card());
    for (issue_until, accept_leaf_until) in [
        (Some(date!(2020 - 12 - 31)), None),
        (None, Some(date!(2026 - 11 - 22))),
    ] {
        let anchor = Anchor::new(&authority.der, issue_until, accept_leaf_until).unwrap();
        let lists = RevocationLists::default();
        let judgement = Anchors::new(vec![anchor]).judge(&der, &lists, &Policy::default(), NOW);
        assert_eq!(judgement, Judgement::Refused(Refusal::IssuerRetired));
    }
}

#[test]
fn bytes_after_a_certificate_make_it_unreadable() {
    let authority = authority();
    let mut der = authority.issue(&card());
    der.push(0);
    assert_eq!(
        judge(&authority, &der),
        Judgement::Refused(Refusal::Unreadable)
    );
}

#[test]
fn an_anchor_without_key_identifier_is_tried_like_any_other() {
    for der in [authority().issue(&card()), {
        let mut params = card();
        params.use_authority_key_identifier_extension = false;
        authority().issue(&params)
    }] {
        let judgement = judged_by(without_key_identifier(&authority()), &der);
        assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
    }
}

#[test]
fn a_key_that_no_anchor_is_known_by_may_be_somebody_elses() {
    let der = namesake().issue(&card());
    let judgement = judged_by(without_key_identifier(&authority()), &der);
    assert_eq!(judgement, Judgement::IssuerUnknown);
}

#[test]
fn a_card_of_an_unknown_namesake_is_unknown_whatever_else_is_wrong_with_it() {
    let mut params = card();
    params.use_authority_key_identifier_extension = false;
    params.extended_key_usages.clear();
    params.key_usages.clear();
    let judgement = judge(&authority(), &namesake().issue(&params));
    assert_eq!(judgement, Judgement::IssuerUnknown);
}

#[test]
fn a_namesake_that_names_our_key_forges() {
    let honest = authority().issue(&card());
    let (_, certificate) = X509Certificate::from_der(&honest).unwrap();
    let tbs = certificate.tbs_certificate.as_ref();
    let forged = signed(tbs, SHA256_WITH_RSA, &namesake());
    assert_eq!(
        judge(&authority(), &forged),
        Judgement::Refused(Refusal::Signature)
    );
}

#[test]
fn limits_are_those_of_the_authority_that_signed_not_of_its_namesake() {
    let retired = Anchor::new(&authority().der, None, Some(date!(2022 - 05 - 25))).unwrap();
    let current = Anchor::new(&namesake().der, None, None).unwrap();
    let ids: Vec<AnchorId> = [&retired, &current].map(Anchor::id).to_vec();
    assert_ne!(ids[0], ids[1]);
    let anchors = Anchors::new(vec![retired, current]);
    let lists = RevocationLists::default();
    let judge = |der: &[u8]| anchors.judge(der, &lists, &Policy::default(), NOW);
    assert_eq!(
        judge(&authority().issue(&card())),
        Judgement::Refused(Refusal::IssuerRetired)
    );
    let judgement = judge(&namesake().issue(&card()));
    assert!(
        matches!(&judgement, Judgement::Accepted(standing) if standing.anchor == ids[1]),
        "{judgement:?}"
    );
}

#[test]
fn the_limits_of_an_authority_are_whole_days_in_rome() {
    let authority = authority();
    // 2021-03-28 is the day on which summer time begins: it ends at 22:00 UTC, not at 23:00.
    for (issued, is_in_time) in [
        (datetime!(2021-03-28 21:59:59 UTC), true),
        (datetime!(2021-03-28 22:00:00 UTC), false),
    ] {
        let mut params = card();
        params.not_before = issued;
        let anchor = Anchor::new(&authority.der, Some(date!(2021 - 03 - 28)), None).unwrap();
        let judgement = judged_by(anchor, &authority.issue(&params));
        assert_eq!(
            matches!(judgement, Judgement::Accepted(_)),
            is_in_time,
            "{issued} {judgement:?}"
        );
    }
    // 2026-10-25 is the day on which it ends: 25 hours long.
    let anchor = Anchor::new(&authority.der, None, Some(date!(2026 - 10 - 25))).unwrap();
    let (anchors, lists) = (Anchors::new(vec![anchor]), RevocationLists::default());
    for (now, is_in_time) in [
        (datetime!(2026-10-25 22:59:59 UTC), true),
        (datetime!(2026-10-25 23:00:00 UTC), false),
    ] {
        let judgement = anchors.judge(&authority.issue(&card()), &lists, &Policy::default(), now);
        assert_eq!(
            matches!(judgement, Judgement::Accepted(_)),
            is_in_time,
            "{now}"
        );
    }
}

#[test]
fn a_card_signed_with_sha_1_is_refused() {
    let der = include_bytes!("../fixtures/sha1-card.der");
    let authority = authority();
    let (_, certificate) = X509Certificate::from_der(der).unwrap();
    let (_, issuer) = X509Certificate::from_der(&authority.der).unwrap();
    let honest = ring::signature::UnparsedPublicKey::new(
        &ring::signature::RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY,
        &issuer.public_key().subject_public_key.data,
    );
    let tbs = certificate.tbs_certificate.as_ref();
    assert!(
        honest
            .verify(tbs, &certificate.signature_value.data)
            .is_ok()
    );
    assert_eq!(
        judge(&authority, der),
        Judgement::Refused(Refusal::SignatureAlgorithm)
    );
}

#[test]
fn a_signature_algorithm_named_differently_inside_and_outside_is_refused() {
    let authority = authority();
    let der = authority.issue(&card());
    let (_, certificate) = X509Certificate::from_der(&der).unwrap();
    let tbs = certificate.tbs_certificate.as_ref();
    let sha384 = replaced(SHA256_WITH_RSA, &[1, 11, 5, 0], &[1, 12, 5, 0]);
    for algorithm in [SHA1_WITH_RSA, &sha384] {
        assert_eq!(
            judge(&authority, &signed(tbs, algorithm, &authority)),
            Judgement::Refused(Refusal::SignatureAlgorithm)
        );
    }
}

#[test]
fn how_an_anchor_itself_was_signed_does_not_matter() {
    // The Tuscan authority of 2010 signed itself with SHA-1; pinning it is our signature.
    let authority = authority();
    let (_, certificate) = X509Certificate::from_der(&authority.der).unwrap();
    let tbs = replaced(
        certificate.tbs_certificate.as_ref(),
        SHA256_WITH_RSA,
        SHA1_WITH_RSA,
    );
    let anchor = Anchor::new(&signed(&tbs, SHA1_WITH_RSA, &authority), None, None).unwrap();
    let judgement = judged_by(anchor, &authority.issue(&card()));
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn an_authority_never_has_a_short_key() {
    let short = SubjectPublicKeyInfo::from_der(include_bytes!("../fixtures/card-1024.spki"));
    let der = authority().certify(&Authority::params(), &short.unwrap());
    assert!(matches!(
        Anchor::new(&der, None, None),
        Err(PkiError::AnchorKey)
    ));
    let elliptic = rcgen::KeyPair::generate().unwrap();
    let der = authority().certify(&Authority::params(), &elliptic);
    assert!(matches!(
        Anchor::new(&der, None, None),
        Err(PkiError::AnchorKey)
    ));
}

#[test]
fn an_authority_is_not_a_card() {
    let authority = authority();
    let mut params = card();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    assert_eq!(
        judge(&authority, &authority.issue(&params)),
        Judgement::Refused(Refusal::Path(webpki::Error::CaUsedAsEndEntity))
    );
}

#[test]
fn a_certificate_that_ends_before_it_begins_is_refused() {
    let authority = authority();
    let der = reissued(
        &authority.issue(&card()),
        b"210115000000Z",
        b"310115000000Z",
        &authority,
    );
    assert_eq!(
        judge(&authority, &der),
        Judgement::Refused(Refusal::Path(webpki::Error::InvalidCertValidity))
    );
}

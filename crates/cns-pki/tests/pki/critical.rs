// SPDX-License-Identifier: EUPL-1.2
//! Critical extensions: policies where the list of anchors says so, nothing else.

use cns_pki::{Anchor, AnchorEntry, AnchorList, Anchors, Judgement, Policy, Refusal};
use cns_pki::{Revocation, RevocationLists};
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, NameConstraints, RevocationReason,
};

use crate::der::{SEQUENCE, reissued, tlv};
use crate::world::{Authority, NATIONAL_POLICY, NOW, authority, card, judge, policies};

const OID: u8 = 6;
const UNSUPPORTED: Judgement =
    Judgement::Refused(Refusal::Path(webpki::Error::UnsupportedCriticalExtension));

/// A card whose policies are critical, and what else a test changes.
fn critical_card(change: impl FnOnce(&mut CertificateParams)) -> CertificateParams {
    let mut params = card();
    params.custom_extensions[0].set_criticality(true);
    change(&mut params);
    params
}

/// The judgement where the authority is known to mark policies critical.
fn judge_flagged(authority: &Authority, der: &[u8]) -> Judgement {
    let anchor = Anchor::new(&authority.der, None, None).unwrap();
    let anchors = Anchors::new(vec![anchor.marking_policies_critical(true)]);
    let lists = authority.lists(&[authority.list(1, NOW, None)]);
    anchors.judge(der, &lists, &Policy::default(), NOW)
}

fn flagged(change: impl FnOnce(&mut CertificateParams)) -> Judgement {
    let authority = authority();
    let der = authority.issue(&critical_card(change));
    judge_flagged(&authority, &der)
}

/// certificatePolicies with one qualifier, given as DER content of its OID.
fn qualified(qualifier: &[u8]) -> CustomExtension {
    let text = tlv(0x16, &[b"http://example.it"]);
    let qualifier = tlv(SEQUENCE, &[&tlv(OID, &[qualifier]), &text]);
    let policy = [tlv(OID, &[NATIONAL_POLICY]), tlv(SEQUENCE, &[&qualifier])].concat();
    let content = tlv(SEQUENCE, &[&tlv(SEQUENCE, &[&policy])]);
    let mut extension = CustomExtension::from_oid_content(&[2, 5, 29, 32], content);
    extension.set_criticality(true);
    extension
}

#[test]
fn critical_policies_are_accepted_only_of_an_authority_that_is_known_for_them() {
    let authority = authority();
    let der = authority.issue(&critical_card(|_| ()));
    assert_eq!(judge(&authority, &der), UNSUPPORTED);
    let judgement = judge_flagged(&authority, &der);
    let Judgement::Accepted(standing) = judgement else {
        panic!("{judgement:?}");
    };
    assert!(matches!(standing.revocation, Revocation::Good(_)));
}

#[test]
fn cards_with_plain_policies_are_judged_the_same_with_the_flag() {
    let authority = authority();
    let der = authority.issue(&card());
    assert_eq!(judge_flagged(&authority, &der), judge(&authority, &der));
}

#[test]
fn the_flag_is_a_line_of_the_list_of_anchors() {
    let authority = authority();
    let mut entry = AnchorEntry::describe("ca.der", &authority.der).unwrap();
    let plain = AnchorList {
        anchors: vec![entry.clone()],
    };
    assert!(!plain.to_toml().unwrap().contains("critical"));
    entry.marks_policies_critical = true;
    let list = AnchorList {
        anchors: vec![entry],
    };
    let text = list.to_toml().unwrap();
    assert!(text.contains("marks_policies_critical = true"), "{text}");
    let list = AnchorList::parse(&text).unwrap();
    let anchors = Anchors::load(&list, |_| Ok(authority.der.clone())).unwrap();
    let der = authority.issue(&critical_card(|_| ()));
    let judgement = anchors.judge(&der, &RevocationLists::default(), &Policy::default(), NOW);
    assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
}

#[test]
fn every_other_critical_extension_is_refused_with_the_flag_too() {
    // qcStatements, which only certificates for signing documents have, and one nobody knows.
    for oid in [&[1, 3, 6, 1, 5, 5, 7, 1, 3][..], &[2, 5, 29, 99]] {
        let mut extension = CustomExtension::from_oid_content(oid, vec![0x30, 0]);
        extension.set_criticality(true);
        assert_eq!(
            flagged(|params| params.custom_extensions.push(extension)),
            UNSUPPORTED
        );
    }
    let alone = authority();
    let mut params = card();
    let mut extension =
        CustomExtension::from_oid_content(&[1, 3, 6, 1, 5, 5, 7, 1, 3], vec![0x30, 0]);
    extension.set_criticality(true);
    params.custom_extensions.push(extension);
    assert_eq!(judge(&alone, &alone.issue(&params)), UNSUPPORTED);
}

#[test]
fn a_qualifier_nobody_knows_is_refused_where_policies_are_critical() {
    let (practice, notice) = ([43, 6, 1, 5, 5, 7, 2, 1], [43, 6, 1, 5, 5, 7, 2, 2]);
    for known in [practice, notice] {
        let judgement = flagged(|params| params.custom_extensions = vec![qualified(&known)]);
        assert!(matches!(judgement, Judgement::Accepted(_)), "{judgement:?}");
    }
    let judgement =
        flagged(|params| params.custom_extensions = vec![qualified(&[43, 6, 1, 5, 5, 7, 2, 9])]);
    assert_eq!(judgement, UNSUPPORTED);
}

#[test]
fn the_rules_of_the_library_hold_without_it() {
    for usages in [vec![], vec![ExtendedKeyUsagePurpose::EmailProtection]] {
        let judgement = flagged(|params| params.extended_key_usages = usages);
        assert_eq!(judgement, Judgement::Refused(Refusal::ExtendedKeyUsage));
    }
    let judgement = flagged(|params| params.key_usages.clear());
    assert_eq!(judgement, Judgement::Refused(Refusal::KeyUsage));
    let judgement = flagged(|params| params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained));
    assert_eq!(
        judgement,
        Judgement::Refused(Refusal::Path(webpki::Error::CaUsedAsEndEntity))
    );
    let judgement = flagged(|params| {
        let mut other = policies(&[0x2B, 0x4C, 0x0C, 0x01]);
        other.set_criticality(true);
        params.custom_extensions = vec![other];
    });
    assert_eq!(judgement, Judgement::Refused(Refusal::CertificatePolicy));
    let judgement = flagged(|params| {
        let again = params.custom_extensions[0].clone();
        params.custom_extensions.push(again);
    });
    assert_eq!(
        judgement,
        Judgement::Refused(Refusal::Path(webpki::Error::ExtensionValueInvalid))
    );
}

#[test]
fn an_authority_with_name_constraints_needs_the_library() {
    let authority = authority();
    let mut params = Authority::params();
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: vec![GeneralSubtree::DnsName("example.it".to_owned())],
        excluded_subtrees: vec![],
    });
    let constrained = Authority {
        der: authority.certify(&params, authority.issuer.key()),
        issuer: authority.issuer,
    };
    let der = constrained.issue(&critical_card(|_| ()));
    assert_eq!(
        judge_flagged(&constrained, &der),
        Judgement::Refused(Refusal::Path(webpki::Error::NameConstraintViolation))
    );
}

#[test]
fn a_certificate_of_another_version_is_refused_with_the_flag_too() {
    let authority = authority();
    let der = authority.issue(&critical_card(|_| ()));
    let (version_3, version_2) = ([0xA0, 3, 2, 1, 2], [0xA0, 3, 2, 1, 1]);
    let der = reissued(&der, &version_3, &version_2, &authority);
    assert_eq!(
        judge_flagged(&authority, &der),
        Judgement::Refused(Refusal::Path(webpki::Error::UnsupportedCertVersion))
    );
}

#[test]
fn a_flagged_authority_is_still_asked_for_its_signature_and_its_list() {
    let authority = authority();
    let mut der = authority.issue(&critical_card(|_| ()));
    let (start, end) = (b"210115000000Z", b"310115000000Z");
    let reversed = reissued(&der, start, end, &authority);
    assert_eq!(
        judge_flagged(&authority, &reversed),
        Judgement::Refused(Refusal::Path(webpki::Error::InvalidCertValidity))
    );
    let anchor = Anchor::new(&authority.der, None, None).unwrap();
    let anchors = Anchors::new(vec![anchor.marking_policies_critical(true)]);
    let lists = authority.lists(&[authority.list(1, NOW, Some(RevocationReason::Superseded))]);
    let judgement = anchors.judge(&der, &lists, &Policy::default(), NOW);
    assert!(matches!(
        judgement,
        Judgement::Accepted(standing) if matches!(standing.revocation, Revocation::Revoked(_))
    ));
    let last = der.len() - 1;
    der[last] ^= 1;
    assert_eq!(
        judge_flagged(&authority, &der),
        Judgement::Refused(Refusal::Signature)
    );
}

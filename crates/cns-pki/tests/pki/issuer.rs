// SPDX-License-Identifier: EUPL-1.2
//! Who issued it: known, not known, or falsely named.

use cns_pki::{Anchor, Anchors, Judgement, Policy, Refusal, RevocationLists};
use time::macros::date;

use crate::world::{NOW, authority, card, judge, namesake};

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

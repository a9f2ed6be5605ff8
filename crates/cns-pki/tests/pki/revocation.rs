// SPDX-License-Identifier: EUPL-1.2
//! Revocation lists: signed, young, never going back, and hold told from revoked.

use cns_pki::{Judgement, PkiError, Policy, Revocation, RevocationList, RevocationLists};
use rcgen::RevocationReason;
use time::Duration;

use crate::world::{NOW, authority, card, namesake};

fn status(listed: Option<RevocationReason>, age: Duration) -> Revocation {
    let authority = authority();
    let lists = authority.lists(&[authority.list(7, NOW - age, listed)]);
    let der = authority.issue(&card());
    match authority
        .anchors()
        .judge(&der, &lists, &Policy::default(), NOW)
    {
        Judgement::Accepted(standing) => standing.revocation,
        other @ (Judgement::IssuerUnknown | Judgement::Refused(_)) => panic!("{other:?}"),
    }
}

#[test]
fn hold_and_revocation_are_told_apart() {
    let young = Duration::hours(1);
    assert!(
        matches!(status(None, young), Revocation::Good(Some(number)) if number.as_bytes() == [7])
    );
    let hold = status(Some(RevocationReason::CertificateHold), young);
    assert!(matches!(hold, Revocation::OnHold(_)));
    for reason in [
        RevocationReason::KeyCompromise,
        RevocationReason::Superseded,
    ] {
        assert!(matches!(
            status(Some(reason), young),
            Revocation::Revoked(_)
        ));
    }
}

#[test]
fn an_old_list_can_only_say_revoked() {
    let old = Duration::hours(73);
    assert_eq!(status(None, old), Revocation::Unknown);
    assert_eq!(
        status(Some(RevocationReason::CertificateHold), old),
        Revocation::Unknown
    );
    let revoked = status(Some(RevocationReason::KeyCompromise), old);
    assert!(matches!(revoked, Revocation::Revoked(_)));
}

#[test]
fn without_a_list_nobody_can_tell() {
    let authority = authority();
    let (anchors, lists) = (authority.anchors(), RevocationLists::default());
    let policy = Policy::default();
    let judgement = anchors.judge(&authority.issue(&card()), &lists, &policy, NOW);
    let Judgement::Accepted(standing) = judgement else {
        panic!("{judgement:?}");
    };
    assert_eq!(standing.revocation, Revocation::Unknown);
    assert!(!lists.cover(&anchors, &policy, NOW));
}

#[test]
fn a_list_signed_by_another_key_is_not_taken() {
    let list = namesake().list(1, NOW, None);
    let parsed = RevocationList::parse(&list, &authority().anchors());
    assert!(matches!(parsed, Err(PkiError::RevocationListSigner)));
}

#[test]
fn a_changed_list_is_not_taken() {
    let authority = authority();
    let mut list = authority.list(1, NOW, None);
    let last = list.len() - 1;
    list[last] ^= 1;
    let parsed = RevocationList::parse(&list, &authority.anchors());
    assert!(matches!(parsed, Err(PkiError::RevocationListSigner)));
}

#[test]
fn lists_never_go_back() {
    let authority = authority();
    let mut lists = authority.lists(&[authority.list(9, NOW, None)]);
    let older = RevocationList::parse(&authority.list(8, NOW, None), &authority.anchors());
    assert!(matches!(
        lists.take(older.unwrap()),
        Err(PkiError::RevocationListOlder)
    ));
    let same = RevocationList::parse(&authority.list(9, NOW, None), &authority.anchors());
    assert!(lists.take(same.unwrap()).is_ok());
}

#[test]
fn young_lists_of_all_authorities_cover_them() {
    let authority = authority();
    let lists = authority.lists(&[authority.list(1, NOW, None)]);
    let policy = Policy::default();
    assert!(lists.cover(&authority.anchors(), &policy, NOW + Duration::hours(72)));
    assert!(!lists.cover(&authority.anchors(), &policy, NOW + Duration::hours(73)));
}

// SPDX-License-Identifier: EUPL-1.2
//! Revocation lists that are signed well and made badly.

use cns_pki::{Anchor, Anchors, Judgement, PkiError, Policy, Revocation, RevocationList};
use cns_pki::{RevocationLists, Standing};
use time::{Duration, OffsetDateTime};

use crate::der::{ListByHand, SHA1_WITH_RSA, entry, extension, reason};
use crate::world::{NOW, SERIAL, authority, card, namesake};

fn parse(list: &ListByHand<'_>) -> Result<RevocationList, PkiError> {
    let authority = authority();
    RevocationList::parse(&list.signed_by(&authority), &authority.anchors())
}

fn with_extensions(extensions: Vec<Vec<u8>>) -> ListByHand<'static> {
    ListByHand {
        extensions,
        ..ListByHand::default()
    }
}

fn with_entries(entries: Vec<Vec<u8>>) -> ListByHand<'static> {
    ListByHand {
        entries,
        ..ListByHand::default()
    }
}

/// What a list says of the card of [`card`].
fn status_at(list: &ListByHand<'_>, now: OffsetDateTime) -> Revocation {
    let authority = authority();
    let lists = authority.lists(&[list.signed_by(&authority)]);
    let der = authority.issue(&card());
    match authority
        .anchors()
        .judge(&der, &lists, &Policy::default(), now)
    {
        Judgement::Accepted(Standing { revocation, .. }) => revocation,
        other @ (Judgement::IssuerUnknown | Judgement::Refused(_)) => panic!("{other:?}"),
    }
}

#[test]
fn a_list_by_hand_is_read_like_any_other() {
    let list = parse(&ListByHand::default()).unwrap();
    assert_eq!(list.this_update(), NOW - Duration::HOUR);
    let listed = with_entries(vec![entry(&SERIAL, &[])]);
    assert!(matches!(status_at(&listed, NOW), Revocation::Revoked(_)));
}

#[test]
fn only_version_2_is_a_list() {
    for version in [&[][..], &[2, 1, 0], &[2, 1, 2]] {
        let list = ListByHand {
            version,
            ..ListByHand::default()
        };
        assert!(matches!(parse(&list), Err(PkiError::RevocationList)));
    }
}

#[test]
fn partial_delta_and_indirect_lists_are_refused_critical_or_not() {
    for is_critical in [true, false] {
        let delta = extension(27, is_critical, &[2, 1, 1]);
        let one_reason = extension(28, is_critical, &[0x30, 4, 0x83, 2, 6, 0x40]);
        let indirect = extension(28, is_critical, &[0x30, 3, 0x84, 1, 0xFF]);
        for narrowing in [delta, one_reason, indirect] {
            assert!(matches!(
                parse(&with_extensions(vec![narrowing])),
                Err(PkiError::RevocationListExtension)
            ));
        }
        let others = extension(29, is_critical, &[0x30, 0]);
        assert!(matches!(
            parse(&with_entries(vec![entry(&SERIAL, &[others])])),
            Err(PkiError::RevocationListExtension)
        ));
    }
}

#[test]
fn an_extension_nobody_knows_is_refused_only_when_critical() {
    for (is_critical, is_taken) in [(true, false), (false, true)] {
        let strange = || extension(99, is_critical, &[5, 0]);
        let lists = [
            with_extensions(vec![strange()]),
            with_entries(vec![entry(&SERIAL, &[strange()])]),
        ];
        for list in &lists {
            assert_eq!(parse(list).is_ok(), is_taken);
        }
    }
}

#[test]
fn an_extension_that_stands_twice_is_refused() {
    let number = || extension(20, false, &[2, 1, 1]);
    assert!(parse(&with_extensions(vec![number(), number()])).is_err());
    assert!(parse(&with_entries(vec![entry(&SERIAL, &[reason(6), reason(1)])])).is_err());
}

#[test]
fn of_a_card_that_is_listed_twice_the_worse_is_true() {
    let hold = || entry(&SERIAL, &[reason(6)]);
    let superseded = || entry(&SERIAL, &[reason(4)]);
    assert!(matches!(
        status_at(&with_entries(vec![hold(), hold()]), NOW),
        Revocation::OnHold(_)
    ));
    for both in [[hold(), superseded()], [superseded(), hold()]] {
        let list = with_entries(both.to_vec());
        assert!(matches!(status_at(&list, NOW), Revocation::Revoked(_)));
    }
}

#[test]
fn a_reason_that_cannot_be_read_is_a_revocation() {
    for code in [0, 7, 8, 11, 0xFF] {
        let list = with_entries(vec![entry(&SERIAL, &[reason(code)])]);
        assert!(matches!(status_at(&list, NOW), Revocation::Revoked(_)));
    }
    let broken = extension(21, false, &[0x0A, 0]);
    let list = with_entries(vec![entry(&SERIAL, &[broken])]);
    assert!(matches!(status_at(&list, NOW), Revocation::Revoked(_)));
}

#[test]
fn an_entry_that_cannot_be_read_makes_the_whole_list_unreadable() {
    let cut = vec![0x30, 3, 2, 5, 1];
    let list = with_entries(vec![entry(&SERIAL, &[]), cut]);
    assert!(matches!(parse(&list), Err(PkiError::RevocationList)));
}

#[test]
fn a_list_signed_with_sha_1_is_not_taken() {
    let list = ListByHand {
        algorithm: SHA1_WITH_RSA,
        ..ListByHand::default()
    };
    assert!(matches!(parse(&list), Err(PkiError::RevocationListSigner)));
}

#[test]
fn a_list_of_one_authority_says_nothing_of_cards_of_its_namesake() {
    let both = [authority(), namesake()].map(|ca| Anchor::new(&ca.der, None, None).unwrap());
    let ids = [both[0].id(), both[1].id()];
    let anchors = Anchors::new(both.to_vec());
    let listed = with_entries(vec![entry(&SERIAL, &[])]).signed_by(&namesake());
    let list = RevocationList::parse(&listed, &anchors).unwrap();
    assert_eq!(list.anchor(), ids[1]);
    let mut lists = RevocationLists::default();
    lists.take(list).unwrap();
    let revocation = |der: &[u8]| match anchors.judge(der, &lists, &Policy::default(), NOW) {
        Judgement::Accepted(standing) => standing.revocation,
        other @ (Judgement::IssuerUnknown | Judgement::Refused(_)) => panic!("{other:?}"),
    };
    // Both cards have the serial number that the namesake revoked.
    assert_eq!(revocation(&authority().issue(&card())), Revocation::Unknown);
    assert!(matches!(
        revocation(&namesake().issue(&card())),
        Revocation::Revoked(_)
    ));
    assert!(!lists.cover(&anchors, &Policy::default(), NOW));
}

#[test]
fn a_list_of_the_future_says_only_what_it_revoked() {
    let made = NOW - Duration::HOUR;
    let (tolerated, too_far) = (
        made - Duration::DAY,
        made - Duration::DAY - Duration::SECOND,
    );
    let empty = ListByHand::default();
    assert!(matches!(status_at(&empty, tolerated), Revocation::Good(_)));
    assert_eq!(status_at(&empty, too_far), Revocation::Unknown);
    let listed = with_entries(vec![entry(&SERIAL, &[reason(4)])]);
    assert!(matches!(
        status_at(&listed, too_far),
        Revocation::Revoked(_)
    ));

    let authority = authority();
    let lists = authority.lists(&[empty.signed_by(&authority)]);
    let covers = |now| lists.cover(&authority.anchors(), &Policy::default(), now);
    assert!(covers(tolerated) && !covers(too_far));
}

#[test]
fn numbers_of_lists_are_compared_as_numbers_of_any_length() {
    let numbered = |content: &[u8]| {
        let number = [&[2, u8::try_from(content.len()).unwrap()], content].concat();
        parse(&with_extensions(vec![extension(20, false, &number)])).unwrap()
    };
    let mut lists = RevocationLists::default();
    for ascending in [
        &[0][..],
        &[1],
        &[0, 0xFF],
        &[1, 0],
        &[0x7F; 20],
        &[0x7F; 21],
    ] {
        lists.take(numbered(ascending)).unwrap();
    }
    assert!(lists.take(numbered(&[0x7F; 20])).is_err());
    let without = parse(&with_extensions(vec![])).unwrap();
    assert!(lists.take(without).is_err(), "a number is not forgotten");
}

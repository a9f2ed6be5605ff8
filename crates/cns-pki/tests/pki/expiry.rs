// SPDX-License-Identifier: EUPL-1.2
//! A card is good until the end of its last day in Italy.

use cns_pki::{Expiry, Judgement, Policy, RevocationLists};
use time::OffsetDateTime;
use time::macros::datetime;

use crate::world::{authority, card};

fn expiry_at(now: OffsetDateTime) -> Expiry {
    let authority = authority();
    let der = authority.issue(&card());
    let lists = RevocationLists::default();
    match authority
        .anchors()
        .judge(&der, &lists, &Policy::default(), now)
    {
        Judgement::Accepted(standing) => standing.expiry,
        other @ (Judgement::IssuerUnknown | Judgement::Refused(_)) => panic!("{other:?}"),
    }
}

#[test]
fn the_last_day_counts_whole() {
    // 23:00 UTC of the 14th is midnight in Rome: the 15th is the last day.
    assert_eq!(
        expiry_at(datetime!(2027-01-15 22:59:59 UTC)),
        Expiry::Current
    );
    assert_eq!(expiry_at(datetime!(2027-01-15 23:00:00 UTC)), Expiry::Past);
}

#[test]
fn before_its_first_instant_a_card_is_not_valid_yet() {
    assert_eq!(
        expiry_at(datetime!(2021-01-14 23:59:59 UTC)),
        Expiry::NotYet
    );
    assert_eq!(expiry_at(datetime!(2021-01-15 0:00 UTC)), Expiry::Current);
}

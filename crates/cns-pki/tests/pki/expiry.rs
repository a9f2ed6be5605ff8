// SPDX-License-Identifier: EUPL-1.2
//! A card is good until the end of its last day in Italy.

use cns_pki::{Expiry, Judgement, Policy, RevocationLists};
use rcgen::CertificateParams;
use time::OffsetDateTime;
use time::macros::datetime;

use crate::world::{authority, card};

fn expiry_at(now: OffsetDateTime) -> Expiry {
    expiry_of(card(), now)
}

fn expiry_of(params: CertificateParams, now: OffsetDateTime) -> Expiry {
    let authority = authority();
    let der = authority.issue(&params);
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

/// Whether `ends` is the first instant at which a card that names `not_after` has expired.
fn assert_ends(not_after: OffsetDateTime, ends: OffsetDateTime) {
    let at = |now| {
        let mut params = card();
        params.not_after = not_after;
        expiry_of(params, now)
    };
    let last = ends - time::Duration::SECOND;
    assert_eq!(at(last), Expiry::Current, "{not_after}");
    assert_eq!(at(ends), Expiry::Past, "{not_after}");
}

#[test]
fn an_end_on_the_eve_at_23_greenwich_time_is_the_day_printed_on_the_card() {
    // Printed: 15/01/2027. In winter 23:00 UTC is the midnight before.
    assert_ends(
        datetime!(2027-01-14 23:00 UTC),
        datetime!(2027-01-15 23:00 UTC),
    );
    // Printed: 15/07/2027. In summer it is one o'clock of that day.
    assert_ends(
        datetime!(2027-07-14 23:00 UTC),
        datetime!(2027-07-15 22:00 UTC),
    );
    // One second earlier in winter is still the eve.
    assert_ends(
        datetime!(2027-01-14 22:59:59 UTC),
        datetime!(2027-01-14 23:00 UTC),
    );
}

#[test]
fn the_day_on_which_summer_time_begins_has_23_hours() {
    // 28 March 2027.
    assert_ends(
        datetime!(2027-03-27 22:59:59 UTC),
        datetime!(2027-03-27 23:00 UTC),
    );
    assert_ends(
        datetime!(2027-03-27 23:00 UTC),
        datetime!(2027-03-28 22:00 UTC),
    );
    assert_ends(
        datetime!(2027-03-28 21:59:59 UTC),
        datetime!(2027-03-28 22:00 UTC),
    );
    assert_ends(
        datetime!(2027-03-28 22:00 UTC),
        datetime!(2027-03-29 22:00 UTC),
    );
}

#[test]
fn the_day_on_which_summer_time_ends_has_25_hours() {
    // 31 October 2027.
    assert_ends(
        datetime!(2027-10-30 21:59:59 UTC),
        datetime!(2027-10-30 22:00 UTC),
    );
    assert_ends(
        datetime!(2027-10-30 22:00 UTC),
        datetime!(2027-10-31 23:00 UTC),
    );
    assert_ends(
        datetime!(2027-10-30 23:00 UTC),
        datetime!(2027-10-31 23:00 UTC),
    );
    assert_ends(
        datetime!(2027-10-31 22:59:59 UTC),
        datetime!(2027-10-31 23:00 UTC),
    );
    assert_ends(
        datetime!(2027-10-31 23:00 UTC),
        datetime!(2027-11-01 23:00 UTC),
    );
}

#[test]
fn a_certificate_without_an_end_does_not_expire() {
    let mut params = card();
    params.not_after = datetime!(9999-12-31 23:59:59 UTC);
    assert_eq!(
        expiry_of(params, datetime!(2099-01-01 0:00 UTC)),
        Expiry::Current
    );
}

// SPDX-License-Identifier: EUPL-1.2
//! Serial numbers as authorities really write them, found on the list all the same.

use cns_pki::{Judgement, Policy, Revocation};

use crate::der::{INTEGER, ListByHand, SHA256_WITH_RSA, entry, signed, tlv};
use crate::world::{NOW, SERIAL, authority, card};
use x509_parser::prelude::{FromDer, X509Certificate};

/// Whether a card with one serial number is revoked by a list with another.
fn is_revoked(in_card: &[u8], on_list: &[u8]) -> bool {
    let authority = authority();
    let list = ListByHand {
        entries: vec![entry(on_list, &[])],
        ..ListByHand::default()
    };
    let lists = authority.lists(&[list.signed_by(&authority)]);
    let judgement = authority
        .anchors()
        .judge(&numbered(in_card), &lists, &Policy::default(), NOW);
    match judgement {
        Judgement::Accepted(standing) => matches!(standing.revocation, Revocation::Revoked(_)),
        other @ (Judgement::IssuerUnknown | Judgement::Refused(_)) => panic!("{other:?}"),
    }
}

/// The card of [`card`] with the content of another serial number.
fn numbered(serial: &[u8]) -> Vec<u8> {
    let authority = authority();
    let der = authority.issue(&card());
    let (_, certificate) = X509Certificate::from_der(&der).unwrap();
    let tbs = certificate.tbs_certificate.as_ref();
    let own = tlv(INTEGER, &[&SERIAL]);
    let at = tbs.windows(own.len()).position(|it| it == own).unwrap();
    // Outer SEQUENCE with a length of two bytes, then the version.
    let parts = [
        &tbs[4..at],
        &tlv(INTEGER, &[serial]),
        &tbs[at + own.len()..],
    ];
    signed(&tlv(0x30, &parts), SHA256_WITH_RSA, &authority)
}

#[test]
fn a_number_is_found_as_it_is() {
    let twenty = [0x7F; 20];
    let high_bit = [&[0][..], &[0x9A; 20]].concat();
    for serial in [&[1][..], &[0], &SERIAL, &twenty, &high_bit] {
        assert!(is_revoked(serial, serial), "{serial:?}");
        assert!(!is_revoked(serial, &[2]), "{serial:?}");
    }
}

#[test]
fn leading_zeros_on_one_side_do_not_hide_a_revocation() {
    assert!(is_revoked(&[0x2A], &[0, 0, 0x2A]));
    assert!(is_revoked(&[0, 0x2A], &[0x2A]));
}

#[test]
fn a_negative_number_is_not_the_positive_one_of_the_same_bytes() {
    assert!(is_revoked(&[0x80], &[0x80]));
    assert!(is_revoked(&[0x80], &[0xFF, 0x80]));
    assert!(!is_revoked(&[0x80], &[0, 0x80]));
    assert!(!is_revoked(&[0, 0x80], &[0x80]));
}

#[test]
fn a_number_longer_than_allowed_is_compared_whole() {
    let (long, mut other) = ([0x11; 40], [0x11; 40]);
    other[0] = 0x12;
    assert!(is_revoked(&long, &long));
    assert!(!is_revoked(&long, &other));
    assert!(!is_revoked(&long, &long[20..]));
}

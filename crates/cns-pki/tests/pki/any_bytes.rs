// SPDX-License-Identifier: EUPL-1.2
//! Whatever bytes come, there is a verdict; and no byte of a good thing can be exchanged.

use activation_protocol::MinimumKey;
use cns_pki::{Anchor, AnchorList, Anchors, Judgement, Policy, RevocationList};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use rcgen::RevocationReason;
use time::Duration;

use crate::world::{NOW, authority, card, judge};

/// The same cases on every machine and every day.
fn cases() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(0x0434_E53A),
        failure_persistence: None,
        ..Config::default()
    }
}

/// One byte of something well-formed set to another value.
fn changed(der: &[u8], at: prop::sample::Index, by: u8) -> Vec<u8> {
    let mut der = der.to_vec();
    let at = at.index(der.len());
    der[at] ^= by;
    der
}

fn flagged() -> Anchors {
    let anchor = Anchor::new(&authority().der, None, None).unwrap();
    Anchors::new(vec![anchor.marking_policies_critical(true)])
}

fn critical_card() -> Vec<u8> {
    let mut params = card();
    params.custom_extensions[0].set_criticality(true);
    authority().issue(&params)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes_are_judged(bytes: Vec<u8>) {
        let judgement = judge(&authority(), &bytes);
        prop_assert!(matches!(judgement, Judgement::Refused(_)));
    }

    #[test]
    fn no_byte_of_a_card_can_be_exchanged(at: prop::sample::Index, by in 1..=u8::MAX) {
        let der = changed(&authority().issue(&card()), at, by);
        let judgement = judge(&authority(), &der);
        prop_assert!(!matches!(judgement, Judgement::Accepted(_)), "{:?}", judgement);
    }

    #[test]
    fn nor_of_one_that_is_judged_without_the_library(at: prop::sample::Index, by in 1..=u8::MAX) {
        let der = changed(&critical_card(), at, by);
        let lists = authority().lists(&[]);
        let judgement = flagged().judge(&der, &lists, &Policy::default(), NOW);
        prop_assert!(!matches!(judgement, Judgement::Accepted(_)), "{:?}", judgement);
    }

    #[test]
    fn a_card_that_is_cut_is_unreadable(length: prop::sample::Index) {
        let der = authority().issue(&card());
        let judgement = judge(&authority(), &der[..length.index(der.len())]);
        prop_assert!(matches!(judgement, Judgement::Refused(_)));
    }

    #[test]
    fn any_bytes_are_no_list(bytes: Vec<u8>) {
        prop_assert!(RevocationList::parse(&bytes, &authority().anchors()).is_err());
    }

    #[test]
    fn no_byte_of_a_list_can_be_exchanged(at: prop::sample::Index, by in 1..=u8::MAX) {
        let authority = authority();
        let list = authority.list(1, NOW, Some(RevocationReason::CertificateHold));
        prop_assert!(RevocationList::parse(&changed(&list, at, by), &authority.anchors()).is_err());
    }

    #[test]
    fn any_bytes_are_an_anchor_or_not(bytes: Vec<u8>, at: prop::sample::Index, by: u8) {
        prop_assert!(Anchor::new(&bytes, None, None).is_err());
        let _ = Anchor::new(&changed(&authority().der, at, by), None, None);
    }

    #[test]
    fn any_text_is_a_list_of_anchors_or_an_error(text in "\\PC{0,80}") {
        let _ = AnchorList::parse(&text);
    }

    #[test]
    fn any_text_is_a_policy_or_an_error(text in "[0-9.]{0,40}|\\PC{0,20}") {
        let _ = Policy::new(&[text], MinimumKey::Rsa2048, Duration::HOUR);
    }
}

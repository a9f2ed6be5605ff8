// SPDX-License-Identifier: EUPL-1.2
//! A pinned authority of test, which signs whatever it is given.

use std::sync::OnceLock;

use cns_pki::{Anchor, Anchors, RevocationList, RevocationLists};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use time::OffsetDateTime;
use time::macros::datetime;

/// When everything is judged.
pub const NOW: OffsetDateTime = datetime!(2026-11-23 10:00 UTC);
/// The authority's certificate.
pub const AUTHORITY: &[u8] = include_bytes!("../seeds/anchor_list/authority.der");
/// A card it issued.
pub const CARD: &[u8] = include_bytes!("../seeds/card_certificate/accepted.der");

/// The authority alone, whose cards carry critical policies or not.
pub fn anchors(marks_policies_critical: bool) -> &'static Anchors {
    static ANCHORS: OnceLock<[Anchors; 2]> = OnceLock::new();
    let both = ANCHORS.get_or_init(|| {
        [false, true].map(|marks| {
            let anchor = Anchor::new(AUTHORITY, None, None).expect("the seed is an authority");
            Anchors::new(vec![anchor.marking_policies_critical(marks)])
        })
    });
    &both[usize::from(marks_policies_critical)]
}

/// A list on which some card is suspended.
pub fn lists() -> &'static RevocationLists {
    static LISTS: OnceLock<RevocationLists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let list = include_bytes!("../seeds/revocation_list/hold.der");
        let list = RevocationList::parse(&list[1..], anchors(false)).expect("the seed is a list");
        let mut lists = RevocationLists::default();
        lists.take(list).expect("the first list is the newest");
        lists
    })
}

/// A signed object (RFC 5280, 4.1.1) around what is to be signed.
pub fn signed(content: &[u8]) -> Vec<u8> {
    static KEY: OnceLock<RsaKeyPair> = OnceLock::new();
    let key = KEY.get_or_init(|| {
        let pkcs8 = include_bytes!("../../../crates/cns-pki/tests/fixtures/authority.pk8");
        RsaKeyPair::from_pkcs8(pkcs8).expect("the fixture is an RSA key")
    });
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        content,
        &mut signature,
    )
    .expect("RSA signs");
    let bits = sequence(0x03, &[&[0][..], &signature].concat());
    sequence(0x30, &[content, SHA256_WITH_RSA, &bits].concat())
}

fn sequence(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len())
        .unwrap_or(u32::MAX)
        .to_be_bytes();
    let skipped = length.iter().take_while(|byte| **byte == 0).count();
    let (long, digits) = (4 - skipped, &length[skipped..]);
    let mut object = vec![tag];
    if content.len() >= 0x80 {
        object.push(0x80 | u8::try_from(long).unwrap_or(4));
    }
    object.extend(if content.is_empty() { &[0][..] } else { digits });
    object.extend(content);
    object
}

const SHA256_WITH_RSA: &[u8] = &[
    0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0x00,
];

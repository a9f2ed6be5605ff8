// SPDX-License-Identifier: EUPL-1.2
//! Everything random in a deck comes from the seed, so decks can be repeated.

use ring::digest::{SHA256, digest};

/// 32 bytes that depend on the seed and on what they are for.
pub(super) fn bytes(seed: u64, purpose: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    let input = [&seed.to_be_bytes()[..], purpose.as_bytes()].concat();
    bytes.copy_from_slice(digest(&SHA256, &input).as_ref());
    bytes
}

/// Up to 32 decimal digits that depend on the seed and on what they are for.
pub(super) fn digits(seed: u64, purpose: &str, count: usize) -> String {
    bytes(seed, purpose)
        .iter()
        .take(count)
        .map(|byte| char::from(b'0' + byte % 10))
        .collect()
}

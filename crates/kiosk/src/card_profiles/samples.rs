// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Bundles of card profiles for tests, by two signers.

use cns_card::ProfileBundle;
use ring::signature::Ed25519KeyPair;

pub(crate) const OURS: u8 = 1;
pub(crate) const THEIRS: u8 = 2;
pub(crate) const ST11: &str = include_str!("../../../cns-card/data/st11.toml");

pub(crate) fn signer(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("32 bytes are a seed")
}

/// A bundle whose only profile is named by its version.
pub(crate) fn bundle(version: u64, seed: u8) -> Vec<u8> {
    let text = ST11.replace("name = \"st11\"", &format!("name = \"{}\"", name(version)));
    let sealed = ProfileBundle::seal(version, &[&text], &signer(seed));
    sealed.expect("the profile is good").into_bytes()
}

pub(crate) fn name(version: u64) -> String {
    format!("of-version-{version}")
}

// SPDX-License-Identifier: EUPL-1.2
//! A bundle of profiles: as it comes, and as it would come from the holder of the key.
#![no_main]

use std::sync::OnceLock;

use cns_card::{BundleKey, ProfileBundle};
use libfuzzer_sys::fuzz_target;
use ring::signature::Ed25519KeyPair;

fuzz_target!(|data: &[u8]| {
    let (signer, keys) = SIGNER.get_or_init(signer);
    assert!(
        ProfileBundle::open(data, keys, 0).is_err(),
        "nobody can sign but the signer"
    );
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let Ok(sealed) = ProfileBundle::seal(7, &[text], signer) else {
        return;
    };
    let opened = ProfileBundle::open(sealed.as_bytes(), keys, 6);
    assert!(opened.is_ok_and(|it| it.version == 7 && it.profiles.iter().count() == 1));
    assert!(
        ProfileBundle::open(sealed.as_bytes(), keys, 7).is_err(),
        "not newer"
    );
});

fn signer() -> (Ed25519KeyPair, [BundleKey; 1]) {
    let signer = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("32 bytes are a seed");
    let key = BundleKey::of(&signer);
    (signer, [key])
}

static SIGNER: OnceLock<(Ed25519KeyPair, [BundleKey; 1])> = OnceLock::new();

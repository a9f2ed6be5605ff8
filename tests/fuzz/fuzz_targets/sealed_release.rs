// SPDX-License-Identifier: EUPL-1.2
//! A sealed PIN or PUK that the vault did not seal opens for nobody.
#![no_main]

use activation_protocol::release::{KioskKey, ReleaseHeader, VaultPublicKey};
use activation_protocol::{ActivationId, CardId, KioskId, SealedRelease, SecretMode, SessionId};
use libfuzzer_sys::fuzz_target;
use ring::rand::SystemRandom;

fuzz_target!(|data: &[u8]| {
    let Ok(release) = serde_json::from_slice::<SealedRelease>(data) else {
        return;
    };
    let key = KioskKey::generate(&SystemRandom::new()).expect("there is randomness");
    let expected = ReleaseHeader {
        session: SessionId::from_bytes([1; 16]),
        activation: ActivationId::from_bytes([2; 16]),
        kiosk: KioskId::from_bytes([3; 16]),
        old_card: CardId([4; 32]),
        new_card: CardId([5; 32]),
        secret_mode: SecretMode::TransportPin,
        release_no: release.release_no,
        proof_nonce: release.proof_nonce,
        not_after: 1,
        epk: release.epk,
    };
    let vault = [VaultPublicKey(release.header.clone())];
    assert!(
        key.open(b"T1", b"signature", &expected, &release, &vault)
            .is_err()
    );
    let written = serde_json::to_vec(&release).expect("what was read can be written");
    assert!(serde_json::from_slice(&written).is_ok_and(|again: SealedRelease| again == release));
});

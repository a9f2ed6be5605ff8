// SPDX-License-Identifier: EUPL-1.2
//! A release opens for the kiosk it was sealed to, and for nobody else.

#![expect(
    clippy::disallowed_methods,
    reason = "a test brings the chance its crate takes as an argument"
)]

use ring::rand::SystemRandom;

use super::*;
use crate::{ActivationId, CardId, KioskId, SecretMode, SessionId};

const STATEMENT: &[u8] = b"T1 as signed";
const SIGNATURE: &[u8] = b"the old card's signature";

struct Parties {
    vault: VaultSigningKey,
    kiosk: KioskKey,
}

fn parties() -> Parties {
    let random = SystemRandom::new();
    let pkcs8 = VaultSigningKey::generate_pkcs8(&random).unwrap();
    Parties {
        vault: VaultSigningKey::from_pkcs8(&pkcs8, &random).unwrap(),
        kiosk: KioskKey::generate(&random).unwrap(),
    }
}

fn header(epk: Nonce) -> ReleaseHeader {
    ReleaseHeader {
        session: SessionId::from_bytes([1; 16]),
        activation: ActivationId::from_bytes([2; 16]),
        kiosk: KioskId::from_bytes([3; 16]),
        old_card: CardId([4; 32]),
        new_card: CardId([5; 32]),
        secret_mode: SecretMode::TransportPin,
        release_no: ReleaseNo(1),
        proof_nonce: Nonce([6; 32]),
        not_after: 7,
        epk,
    }
}

fn sealed(parties: &Parties, secret: &ReleasedSecret) -> SealedRelease {
    let random = SystemRandom::new();
    let t1 = (STATEMENT, SIGNATURE);
    let to = parties.kiosk.public();
    seal(&random, &parties.vault, t1, to, header, secret, 900).unwrap()
}

fn issued() -> ReleasedSecret {
    ReleasedSecret::IssuedPin(Pin::new(b"40719").unwrap())
}

#[test]
fn the_kiosk_named_in_t1_opens_the_release() {
    let parties = parties();
    let release = sealed(&parties, &issued());
    let expected = header(release.epk);
    let vault = [parties.vault.public()];
    let opened = parties
        .kiosk
        .open(STATEMENT, SIGNATURE, &expected, &release, &vault);
    let Ok(ReleasedSecret::IssuedPin(pin)) = opened else {
        panic!("not an issued PIN: {opened:?}");
    };
    assert_eq!(pin.expose(), b"40719");
}

#[test]
fn a_pin_and_a_puk_look_the_same_from_outside() {
    let parties = parties();
    let pin = sealed(&parties, &issued());
    let puk = sealed(
        &parties,
        &ReleasedSecret::Puk(Puk::new(b"12345678").unwrap()),
    );
    assert_eq!(pin.ct.0.len(), puk.ct.0.len());
}

#[test]
fn another_kiosk_cannot_open_it() {
    let parties = parties();
    let release = sealed(&parties, &issued());
    let other = KioskKey::generate(&SystemRandom::new()).unwrap();
    let opened = other.open(
        STATEMENT,
        SIGNATURE,
        &header(release.epk),
        &release,
        &[parties.vault.public()],
    );
    assert_eq!(opened.map(|_| ()), Err(ProtocolError::ReleaseSealed));
}

#[test]
fn another_old_card_signature_does_not_open_it() {
    let parties = parties();
    let release = sealed(&parties, &issued());
    let vault = [parties.vault.public()];
    let expected = header(release.epk);
    let opened = parties
        .kiosk
        .open(STATEMENT, b"another", &expected, &release, &vault);
    assert_eq!(opened.map(|_| ()), Err(ProtocolError::ReleaseSealed));
}

#[test]
fn a_release_nobody_trusted_signed_is_refused_before_decryption() {
    let parties = parties();
    let mut release = sealed(&parties, &issued());
    release.ct.0[0] ^= 1;
    let vault = [parties.vault.public()];
    let expected = header(release.epk);
    let opened = parties
        .kiosk
        .open(STATEMENT, SIGNATURE, &expected, &release, &vault);
    assert_eq!(opened.map(|_| ()), Err(ProtocolError::VaultSignature));
}

#[test]
fn a_release_for_another_card_is_refused() {
    let parties = parties();
    let release = sealed(&parties, &issued());
    let vault = [parties.vault.public()];
    let expected = ReleaseHeader {
        new_card: CardId([9; 32]),
        ..header(release.epk)
    };
    let opened = parties
        .kiosk
        .open(STATEMENT, SIGNATURE, &expected, &release, &vault);
    assert_eq!(opened.map(|_| ()), Err(ProtocolError::ReleaseHeader));
}

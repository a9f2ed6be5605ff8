// SPDX-License-Identifier: EUPL-1.2
//! A vault in a temporary folder, an old card that can sign, and a kiosk with a fresh key.

use activation_protocol::release::{ReleaseHeader, ReleasedSecret};
use activation_protocol::statement::{OldAuth, Operation};
use activation_protocol::{
    ActivationId, CardId, CodiceFiscale, KioskId, KioskKey, MinimumKey, Nonce, Pin, Puk, ReleaseNo,
    SealedRelease, SecretMode, SessionId,
};
use code_vault::{Citizen, Limits, ReleaseOrder, Vault, VaultError, VaultPolicy};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, PKCS_RSA_SHA256};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use tempfile::TempDir;

pub(crate) const NOW: u64 = 1_795_428_000;
pub(crate) const HOLDER: &str = "RSSMRA80A01D612Y";
pub(crate) const ISSUED_PIN: &[u8] = b"40719";

/// The parties of one release.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    pub(crate) vault: Vault,
    pub(crate) certificate: Vec<u8>,
    pub(crate) kiosk: KioskKey,
    pub(crate) statement: OldAuth,
    pub(crate) new_card: CardId,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Vault::create(folder.path()).unwrap();
        let vault = open(&folder).unwrap();
        let certificate = old_certificate();
        let kiosk = KioskKey::generate(&SystemRandom::new()).unwrap();
        let statement = OldAuth {
            session: SessionId::from_bytes([1; 16]),
            kiosk: KioskId::from_bytes([2; 16]),
            nonce: Nonce([3; 32]),
            not_after: NOW + 600,
            old_card: CardId::of_certificate(&certificate),
            operation: Operation::Transfer,
            kiosk_key: kiosk.public(),
            consent: [4; 32],
        };
        let new_card = CardId([5; 32]);
        let world = Self {
            folder,
            vault,
            certificate,
            kiosk,
            statement,
            new_card,
        };
        world.keep(world.holder());
        world
    }

    /// The same after the program that releases was started again.
    pub(crate) fn restart(self) -> Result<Self, VaultError> {
        drop(self.vault);
        let vault = open(&self.folder)?;
        Ok(Self { vault, ..self })
    }

    /// Keeps PIN and PUK of the new card for a citizen.
    pub(crate) fn keep(&self, citizen: Citizen) {
        let pin = ReleasedSecret::IssuedPin(Pin::new(ISSUED_PIN).unwrap());
        let puk = ReleasedSecret::Puk(Puk::new(b"12345678").unwrap());
        for secret in [pin, puk] {
            self.vault
                .records()
                .keep(self.new_card, citizen, &secret)
                .unwrap();
        }
    }

    pub(crate) fn holder(&self) -> Citizen {
        self.vault
            .records()
            .citizen(&CodiceFiscale::parse(HOLDER).unwrap())
    }

    pub(crate) fn signature(&self) -> Vec<u8> {
        sign(&self.statement.encode())
    }

    pub(crate) fn order<'a>(&'a self, signature: &'a [u8]) -> ReleaseOrder<'a> {
        ReleaseOrder {
            statement: &self.statement,
            signature,
            old_certificate: &self.certificate,
            activation: ActivationId::from_bytes([6; 16]),
            new_card: self.new_card,
            secret_mode: SecretMode::TransportPin,
            release_no: ReleaseNo(1),
            proof_nonce: Nonce([7; 32]),
            ttl_s: 900,
            now: NOW,
        }
    }

    /// The usual order.
    pub(crate) fn release(&self) -> Result<SealedRelease, VaultError> {
        self.vault.release(&self.order(&self.signature()))
    }

    /// What the kiosk expects of the usual order.
    pub(crate) fn expected(&self, sealed: &SealedRelease) -> ReleaseHeader {
        ReleaseHeader {
            session: self.statement.session,
            activation: ActivationId::from_bytes([6; 16]),
            kiosk: self.statement.kiosk,
            old_card: self.statement.old_card,
            new_card: self.new_card,
            secret_mode: SecretMode::TransportPin,
            release_no: ReleaseNo(1),
            proof_nonce: Nonce([7; 32]),
            not_after: self.statement.not_after,
            epk: sealed.epk,
        }
    }
}

pub(crate) fn open(folder: &TempDir) -> Result<Vault, VaultError> {
    let policy = VaultPolicy {
        minimum_key: MinimumKey::Rsa2048,
        limits: Limits::default(),
    };
    Vault::open(
        folder.path(),
        policy,
        Box::new(|_, now| now < NOW + 100_000),
    )
}

/// RSASSA-PKCS1-v1_5 with SHA-256, as the old card makes it.
pub(crate) fn sign(message: &[u8]) -> Vec<u8> {
    let key = RsaKeyPair::from_pkcs8(OLD_KEY).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(
        &RSA_PKCS1_SHA256,
        &SystemRandom::new(),
        message,
        &mut signature,
    )
    .unwrap();
    signature
}

fn old_certificate() -> Vec<u8> {
    let mut params = CertificateParams::default();
    let mut name = DistinguishedName::new();
    let card = "/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2sc=";
    name.push(DnType::CommonName, format!("{HOLDER}{card}"));
    params.distinguished_name = name;
    let key = KeyPair::from_pkcs8_der_and_sign_algo(&OLD_KEY.into(), &PKCS_RSA_SHA256).unwrap();
    params.self_signed(&key).unwrap().der().to_vec()
}

const OLD_KEY: &[u8] = include_bytes!("../../../cns-pki/tests/fixtures/card-old.pk8");

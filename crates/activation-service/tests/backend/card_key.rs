// SPDX-License-Identifier: EUPL-1.2
//! The keys of test cards, of both lengths. ring signs with no key under 2048 bits, so they
//! work as a software card does.

use activation_protocol::digest_info;
use card_emulator::card::{AuthenticationKey, RsaKey};
use card_emulator::personalise::TestKeys;
use rcgen::{PKCS_RSA_SHA256, PublicKeyData, SignatureAlgorithm};

/// A published, worthless RSA key, by its number.
#[derive(Clone, Copy)]
pub(crate) enum CardKey {
    /// Of 2048 bits.
    Long(usize),
    /// Of 1024 bits.
    Short(usize),
}

/// The public half, for a certificate.
pub(crate) struct PublicKey(Vec<u8>);

impl CardKey {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.1).
    pub(crate) fn sign(self, statement: &[u8]) -> Vec<u8> {
        let key = RsaKey::from_pem(self.keys().pem()).unwrap();
        let info = digest_info(statement);
        let padding = vec![0xFF; key.modulus_length() - info.len() - 3];
        let block = [&[0, 1], padding.as_slice(), &[0], &info].concat();
        key.raw(&block).unwrap()
    }

    pub(crate) fn public(self) -> PublicKey {
        PublicKey(self.keys().public_key().unwrap())
    }

    fn keys(self) -> TestKeys {
        match self {
            Self::Long(number) => TestKeys::card(2048, number),
            Self::Short(number) => TestKeys::card(1024, number),
        }
    }
}

impl PublicKeyData for PublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_RSA_SHA256
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Making RSA keys takes long, so invented cards share a published handful.

use rsa::PrivateKey;
use rsa::pkcs1::EncodeRsaPublicKey as _;
use rsa::pkcs8::DecodePrivateKey as _;

use crate::EmulatorError;

macro_rules! key {
    ($name:literal) => {
        include_str!(concat!("../../data/test-keys/TEST-", $name, ".pem"))
    };
}

const CA: &str = key!("ca");
const OTHER_CA: &str = key!("ca-other-region");
const SHORT: [&str; 4] = [
    key!("card-1024-1"),
    key!("card-1024-2"),
    key!("card-1024-3"),
    key!("card-1024-4"),
];
const LONG: [&str; 6] = [
    key!("card-2048-1"),
    key!("card-2048-2"),
    key!("card-2048-3"),
    key!("card-2048-4"),
    key!("card-2048-5"),
    key!("card-2048-6"),
];

/// A published, worthless RSA key.
#[derive(Clone, Copy)]
pub struct TestKeys(&'static str);

impl TestKeys {
    /// The key of the test CA.
    pub fn ca() -> Self {
        Self(CA)
    }

    /// The key of the test CA of another region.
    pub(super) fn other_ca() -> Self {
        Self(OTHER_CA)
    }

    /// One of the card keys of 1024 bits, or of 2048 for any other `bits`. Four numbers in a row
    /// are always four keys.
    pub fn card(bits: usize, number: usize) -> Self {
        let pool: &[&str] = if bits == 1024 { &SHORT } else { &LONG };
        Self(pool[number % pool.len()])
    }

    /// PKCS#8 PEM.
    pub fn pem(self) -> &'static str {
        self.0
    }

    /// The public half as PKCS#1 DER.
    pub fn public_key(self) -> Result<Vec<u8>, EmulatorError> {
        let key = PrivateKey::from_pkcs8_pem(self.0).map_err(EmulatorError::Key)?;
        let der = key.as_public_key().to_pkcs1_der();
        Ok(der.map_err(EmulatorError::PublicKey)?.as_bytes().to_vec())
    }
}

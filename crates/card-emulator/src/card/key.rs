// SPDX-License-Identifier: EUPL-1.2
//! The card's mathematics stands behind two methods, so a model can do without.

use std::convert::Infallible;
use std::fmt;

use rsa::hazmat::rsa_decrypt;
use rsa::pkcs8::DecodePrivateKey;
use rsa::rand_core::TryCryptoRng;
use rsa::traits::PublicKeyParts;
use rsa::{BoxedUint, PrivateKey};

use crate::EmulatorError;

/// The private key as the card uses it.
pub trait AuthenticationKey: Send + Sync + fmt::Debug {
    /// Bytes of the modulus, which are those of every block.
    fn modulus_length(&self) -> usize;
    /// Raw RSA on one block; `None` when the block is no number below the modulus.
    fn raw(&self, block: &[u8]) -> Option<Vec<u8>>;
}

/// A real RSA key.
pub struct RsaKey(PrivateKey);

impl RsaKey {
    /// From PKCS#8 PEM.
    pub fn from_pem(pem: &str) -> Result<Self, EmulatorError> {
        PrivateKey::from_pkcs8_pem(pem)
            .map(Self)
            .map_err(EmulatorError::Key)
    }
}

impl AuthenticationKey for RsaKey {
    fn modulus_length(&self) -> usize {
        self.0.size()
    }

    // Not blinded: the answer must not depend on randomness, and nobody times a software card.
    fn raw(&self, block: &[u8]) -> Option<Vec<u8>> {
        let number = BoxedUint::from_be_slice(block, self.0.n_bits_precision()).ok()?;
        let no_blinding = None::<&mut dyn TryCryptoRng<Error = Infallible>>;
        let result = rsa_decrypt(no_blinding, &self.0, &number)
            .ok()?
            .to_be_bytes();
        let excess = result.len().checked_sub(self.modulus_length())?;
        Some(result[excess..].to_vec())
    }
}

impl fmt::Debug for RsaKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RsaKey({} bits)", self.0.size() * 8)
    }
}

/// The key of a card that has none.
#[derive(Clone, Copy, Debug)]
pub struct NoKey;

impl AuthenticationKey for NoKey {
    fn modulus_length(&self) -> usize {
        0
    }

    fn raw(&self, _block: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

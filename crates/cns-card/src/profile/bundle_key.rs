// SPDX-License-Identifier: EUPL-1.2
//! A public key this kiosk takes card profiles from.

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::digest;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

use super::BundleError;

/// An Ed25519 public key (RFC 8032), 32 bytes. There is nothing secret in it.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct BundleKey([u8; 32]);

impl BundleKey {
    /// Reads the 44 characters of [`BundleKey::to_base64`].
    ///
    /// # Errors
    /// [`BundleError::MalformedKey`].
    pub fn from_base64(text: &str) -> Result<Self, BundleError> {
        let bytes = STANDARD
            .decode(text)
            .map_err(|_| BundleError::MalformedKey)?;
        let key = bytes.try_into().map_err(|_| BundleError::MalformedKey)?;
        Ok(Self(key))
    }

    /// The public half of a signer's key.
    ///
    /// # Panics
    /// Never: every Ed25519 public key has 32 bytes.
    #[must_use]
    pub fn of(signer: &Ed25519KeyPair) -> Self {
        let key = signer.public_key().as_ref().try_into();
        Self(key.expect("an Ed25519 public key has 32 bytes"))
    }

    /// The key in base64, as configurations carry it.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.0)
    }

    /// The key's name in bundles: 16 hexadecimal digits of its SHA-256.
    #[must_use]
    pub fn id(&self) -> String {
        let hash = digest::digest(&digest::SHA256, &self.0);
        hash.as_ref()[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, &self.0);
        key.verify(message, signature).is_ok()
    }
}

impl fmt::Debug for BundleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BundleKey({})", self.id())
    }
}

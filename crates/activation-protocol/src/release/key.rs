// SPDX-License-Identifier: EUPL-1.2
//! The kiosk's side: a fresh key per visit, and opening what was sealed to it.

use ring::agreement::{self, EphemeralPrivateKey};
use ring::rand::SecureRandom;

use super::header::ReleaseHeader;
use super::seal::{VaultPublicKey, open_with, signed_bytes};
use super::{ReleasedSecret, SealedRelease};
use crate::{Nonce, ProtocolError};

/// A kiosk's X25519 key for one visit. It lives in RAM only and opens one release.
pub struct KioskKey {
    private: EphemeralPrivateKey,
    public: Nonce,
}

impl KioskKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`ProtocolError::Random`].
    pub fn generate(random: &dyn SecureRandom) -> Result<Self, ProtocolError> {
        let private = EphemeralPrivateKey::generate(&agreement::X25519, random)
            .map_err(|_| ProtocolError::Random)?;
        let public = private
            .compute_public_key()
            .ok()
            .and_then(|key| key.as_ref().try_into().ok())
            .map(Nonce)
            .ok_or(ProtocolError::Random)?;
        Ok(Self { private, public })
    }

    /// The public half, which T1 names.
    #[must_use]
    pub const fn public(&self) -> Nonce {
        self.public
    }

    /// Checks the vault's signature and the header, then decrypts.
    ///
    /// `statement` and `signature` are T1 as this kiosk had it signed; `expected` is the header
    /// this kiosk expects, with the release's own number, proof nonce and ephemeral key.
    ///
    /// # Errors
    /// [`ProtocolError::VaultSignature`], [`ProtocolError::ReleaseHeader`],
    /// [`ProtocolError::ReleaseSealed`] or [`ProtocolError::ReleaseContent`]: no card may be
    /// written then.
    pub fn open(
        self,
        statement: &[u8],
        signature: &[u8],
        expected: &ReleaseHeader,
        release: &SealedRelease,
        vault: &[VaultPublicKey],
    ) -> Result<ReleasedSecret, ProtocolError> {
        let signed = signed_bytes(&release.header.0, &release.ct.0);
        if !vault
            .iter()
            .any(|key| key.verifies(&signed, &release.vault_sig.0))
        {
            return Err(ProtocolError::VaultSignature);
        }
        if expected.encode() != release.header.0 {
            return Err(ProtocolError::ReleaseHeader);
        }
        open_with(self.private, statement, signature, release)
    }
}

impl std::fmt::Debug for KioskKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KioskKey(…)")
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Sealing of single columns, so that a copy of the registry shows no certificate and no date.

use ring::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use ring::rand::{SecureRandom, SystemRandom};

use crate::VaultError;

/// AES-256-GCM with a random nonce in front; the context says which column of which row it is.
pub struct ColumnKey(LessSafeKey);

impl ColumnKey {
    pub(crate) fn new(key: LessSafeKey) -> Self {
        Self(key)
    }

    /// Seals a value: nonce (12) ‖ ciphertext ‖ tag (16).
    ///
    /// # Errors
    /// [`VaultError::Random`].
    pub fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        seal(&self.0, context, plain)
    }

    /// Opens a value sealed for the same context.
    ///
    /// # Errors
    /// [`VaultError::Column`].
    pub fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        open(&self.0, context, sealed).ok_or(VaultError::Column)
    }
}

impl std::fmt::Debug for ColumnKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ColumnKey(…)")
    }
}

pub(crate) fn seal(key: &LessSafeKey, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
    let mut nonce = [0; NONCE_LEN];
    SystemRandom::new()
        .fill(&mut nonce)
        .map_err(|_| VaultError::Random)?;
    let mut sealed = [&nonce, plain].concat();
    let tag = key
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(context),
            &mut sealed[NONCE_LEN..],
        )
        .map_err(|_| VaultError::Random)?;
    sealed.extend(tag.as_ref());
    Ok(sealed)
}

pub(crate) fn open(key: &LessSafeKey, context: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, ciphertext) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut buffer = ciphertext.to_vec();
    let plain_len = key
        .open_in_place(nonce, Aad::from(context), &mut buffer)
        .ok()?
        .len();
    buffer.truncate(plain_len);
    Some(buffer)
}

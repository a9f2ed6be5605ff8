// SPDX-License-Identifier: EUPL-1.2
//! The vault's keys as files that only their owner reads.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use activation_protocol::release::VaultSigningKey;
use ring::aead::{AES_256_GCM, LessSafeKey, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk, Salt};
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

use crate::VaultError;

/// One of the vault's key files.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyFile {
    /// The key-encryption key, from which every record's key is derived; 32 bytes.
    KeyEncryption,
    /// The key of the citizens' pseudonyms; 32 bytes. It never rotates with the other.
    Pseudonym,
    /// The P-256 key that signs releases; PKCS#8.
    Signing,
}

impl std::fmt::Display for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::KeyEncryption => "kek",
            Self::Pseudonym => "pseudonym-key",
            Self::Signing => "signing-key.pk8",
        })
    }
}

/// Who holds the key-encryption key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeyCustody {
    /// A file on this machine: whoever copies the disk and the file has every code. For trials
    /// and development; production keeps the key in a security module.
    File,
}

/// The keys, loaded.
pub(crate) struct Keys {
    records: Prk,
    pub(crate) pseudonym: hmac::Key,
    /// Names record files, so that a folder listing names no card.
    pub(crate) names: hmac::Key,
    pub(crate) signing: VaultSigningKey,
}

impl Keys {
    /// Makes new key files in a folder; existing ones are never overwritten.
    pub(crate) fn create(folder: &Path) -> Result<(), VaultError> {
        let random = SystemRandom::new();
        for file in [KeyFile::KeyEncryption, KeyFile::Pseudonym] {
            let mut key = Zeroizing::new([0; 32]);
            random.fill(key.as_mut()).map_err(|_| VaultError::Random)?;
            write(folder, file, key.as_ref())?;
        }
        let signing = VaultSigningKey::generate_pkcs8(&random).map_err(|_| VaultError::Random)?;
        write(folder, KeyFile::Signing, &signing)
    }

    pub(crate) fn load(folder: &Path) -> Result<Self, VaultError> {
        let kek = read_32(folder, KeyFile::KeyEncryption)?;
        let pseudonym = read_32(folder, KeyFile::Pseudonym)?;
        let signing = read(folder, KeyFile::Signing)?;
        let records = Salt::new(HKDF_SHA256, b"PUNTOSI-VAULT/1").extract(kek.as_ref());
        let mut names = Zeroizing::new([0; 32]);
        expand(&records, &[b"names"], names.as_mut());
        Ok(Self {
            pseudonym: hmac::Key::new(hmac::HMAC_SHA256, pseudonym.as_ref()),
            names: hmac::Key::new(hmac::HMAC_SHA256, names.as_ref()),
            signing: VaultSigningKey::from_pkcs8(&signing, &SystemRandom::new()).map_err(|_| {
                VaultError::KeyContent {
                    file: KeyFile::Signing,
                }
            })?,
            records,
        })
    }

    /// AES-256-GCM key for one purpose: HKDF-SHA256(KEK, purpose ‖ subject).
    pub(crate) fn aead(&self, purpose: &[u8], subject: &[u8]) -> LessSafeKey {
        let mut key = Zeroizing::new([0; 32]);
        expand(&self.records, &[purpose, subject], key.as_mut());
        LessSafeKey::new(
            UnboundKey::new(&AES_256_GCM, key.as_ref()).expect("AES-256 keys are 32 bytes"),
        )
    }
}

fn expand(from: &Prk, info: &[&[u8]], key: &mut [u8]) {
    from.expand(info, ring::hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(key))
        .expect("one SHA-256 block is 32 bytes");
}

fn write(folder: &Path, file: KeyFile, content: &[u8]) -> Result<(), VaultError> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o400)
        .open(folder.join(file.to_string()))
        .and_then(|mut handle| handle.write_all(content).and_then(|()| handle.sync_all()))
        .map_err(|source| VaultError::KeyFile { file, source })
}

fn read(folder: &Path, file: KeyFile) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let path = folder.join(file.to_string());
    let failed = |source| VaultError::KeyFile { file, source };
    let mode = fs::metadata(&path).map_err(failed)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(VaultError::KeyFileMode { file });
    }
    fs::read(&path).map(Zeroizing::new).map_err(failed)
}

fn read_32(folder: &Path, file: KeyFile) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let bytes = read(folder, file)?;
    bytes
        .as_slice()
        .try_into()
        .map(Zeroizing::new)
        .map_err(|_| VaultError::KeyContent { file })
}

// SPDX-License-Identifier: EUPL-1.2
//! Keeping and erasing codes, pseudonyms and column keys: everything but giving a code out.

use std::path::Path;

use activation_protocol::release::{ReleasedSecret, VaultPublicKey};
use activation_protocol::{CardId, CodiceFiscale, IdCarta};

use crate::keys::Keys;
use crate::record::Record;
use crate::record_folder::RecordFolder;
use crate::{Citizen, ColumnKey, KeyCustody, SecretKind, VaultError};

/// The records of a vault and its keys. An import needs no more than this, and may run beside
/// the program that releases.
pub struct Records {
    pub(crate) keys: Keys,
    pub(crate) folder: RecordFolder,
}

impl Records {
    /// Opens the records of a vault.
    ///
    /// # Errors
    /// Those of key files.
    pub fn open(folder: &Path) -> Result<Self, VaultError> {
        let keys = Keys::load(folder)?;
        let folder = RecordFolder::new(folder.join(RECORDS), keys.names.clone());
        Ok(Self { keys, folder })
    }

    /// Who holds the key-encryption key.
    #[must_use]
    pub const fn custody(&self) -> KeyCustody {
        KeyCustody::File
    }

    /// The key that verifies releases, for the kiosks' trust bundle.
    #[must_use]
    pub fn public_key(&self) -> VaultPublicKey {
        self.keys.signing.public()
    }

    /// The citizen's name in tables: HMAC-SHA256 of the codice fiscale under the pseudonym key,
    /// first 16 bytes. Codici fiscali can be guessed, so the key's secrecy is the protection.
    #[must_use]
    pub fn citizen(&self, holder: &CodiceFiscale) -> Citizen {
        let tag = ring::hmac::sign(&self.keys.pseudonym, holder.expose().as_bytes());
        let mut pseudonym = [0; 16];
        pseudonym.copy_from_slice(&tag.as_ref()[..16]);
        Citizen(pseudonym)
    }

    /// The name in tables of a card without a chip, which has no certificate to name it:
    /// HMAC-SHA256 of its number under the pseudonym key.
    #[must_use]
    pub fn card_without_certificate(&self, number: IdCarta) -> CardId {
        let tag = ring::hmac::sign(&self.keys.pseudonym, number.expose().as_bytes());
        let mut id = [0; 32];
        id.copy_from_slice(tag.as_ref());
        CardId(id)
    }

    /// The key for sealed columns of the registry.
    #[must_use]
    pub fn column_key(&self) -> ColumnKey {
        ColumnKey::new(self.keys.aead(b"column", b""))
    }

    /// Keeps a code of a card; one of the same kind is replaced.
    ///
    /// # Errors
    /// [`VaultError::Random`] or [`VaultError::Record`].
    pub fn keep(
        &self,
        card: CardId,
        citizen: Citizen,
        secret: &ReleasedSecret,
    ) -> Result<(), VaultError> {
        let record = Record::seal(&self.keys, card, citizen, secret)?;
        self.folder.put(card, SecretKind::of(secret), &record)
    }

    /// Destroys a code of a card, e.g. the issued PIN once the citizen has changed it.
    ///
    /// # Errors
    /// [`VaultError::Record`].
    pub fn erase(&self, card: CardId, kind: SecretKind) -> Result<(), VaultError> {
        self.folder.erase(card, kind)
    }
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Records(…)")
    }
}

pub(crate) const RECORDS: &str = "records";

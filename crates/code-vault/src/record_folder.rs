// SPDX-License-Identifier: EUPL-1.2
//! Where records are kept: one small file each, named so that a listing names no card.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use activation_protocol::CardId;
use ring::hmac;

use crate::record::{Record, SecretKind};
use crate::{Citizen, VaultError};

/// A folder of 256 folders of record files: citizen (16 bytes) ‖ sealed bytes.
pub(crate) struct RecordFolder {
    root: PathBuf,
    names: hmac::Key,
}

impl RecordFolder {
    pub(crate) fn new(root: PathBuf, names: hmac::Key) -> Self {
        Self { root, names }
    }

    /// A card's name in file names and in the ledger: a keyed digest, hexadecimal.
    pub(crate) fn name(&self, card: CardId) -> String {
        hmac::sign(&self.names, &card.0).as_ref()[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Writes a record, whole or not at all, durable when it returns.
    pub(crate) fn put(
        &self,
        card: CardId,
        kind: SecretKind,
        record: &Record,
    ) -> Result<(), VaultError> {
        let path = self.path(card, kind);
        let content = [&record.citizen.0[..], &record.sealed].concat();
        replace(&path, &content).map_err(VaultError::Record)
    }

    pub(crate) fn get(&self, card: CardId, kind: SecretKind) -> Result<Record, VaultError> {
        let content = fs::read(self.path(card, kind)).map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                VaultError::NoSecret
            } else {
                VaultError::Record(error)
            }
        })?;
        let (citizen, sealed) = content
            .split_first_chunk::<16>()
            .ok_or(VaultError::Tampered)?;
        Ok(Record {
            citizen: Citizen(*citizen),
            sealed: sealed.to_vec(),
        })
    }

    /// Overwrites and removes a record; one that is gone already is fine.
    pub(crate) fn erase(&self, card: CardId, kind: SecretKind) -> Result<(), VaultError> {
        match overwrite_and_remove(&self.path(card, kind)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done.map_err(VaultError::Record),
        }
    }

    fn path(&self, card: CardId, kind: SecretKind) -> PathBuf {
        let name = self.name(card);
        let extension = match kind {
            SecretKind::IssuedPin => "pin",
            SecretKind::Puk => "puk",
        };
        self.root
            .join(&name[..2])
            .join(&name)
            .with_extension(extension)
    }
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().expect("a record is in a folder");
    fs::create_dir_all(folder)?;
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&fresh)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    File::open(folder)?.sync_all()
}

fn overwrite_and_remove(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let len = usize::try_from(file.metadata()?.len()).unwrap_or_default();
    file.write_all(&vec![0; len])?;
    file.sync_all()?;
    fs::remove_file(path)
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Who this totem is: key, certificate and trust, one file in the state folder.

mod enrol;
mod root;

use std::path::{Path, PathBuf};

use activation_client::Identity;
use activation_protocol::messages::TrustBundle;
use activation_protocol::{Bytes, KioskId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::durable_file;

pub use enrol::{EnrolError, Enrolled, Waiting, enrol};
pub use root::{RootError, read_root};

/// An enrolled totem.
#[derive(Debug)]
pub struct Enrolment {
    /// Its id at the backend.
    pub kiosk_id: KioskId,
    /// Its key and certificate.
    pub identity: Identity,
    /// Whom it trusts, and what it is called.
    pub trust: TrustBundle,
}

/// Why the identity cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// A file cannot be read or written.
    #[error("identity: {path} cannot be used")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The public part is not what this program writes.
    #[error("identity: {path} is not an enrolment")]
    Content {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

/// The files of an identity.
#[derive(Clone, Debug)]
pub struct IdentityFiles {
    folder: PathBuf,
}

/// All of it in one file, so that key and certificate always belong together.
#[derive(Deserialize, Serialize)]
struct Kept {
    kiosk_id: KioskId,
    key: Bytes,
    certificate: Bytes,
    trust: TrustBundle,
}

impl IdentityFiles {
    /// In the state folder.
    #[must_use]
    pub fn new(state_dir: &Path) -> Self {
        Self {
            folder: state_dir.join("identity"),
        }
    }

    /// The identity, or `None` when this totem is not enrolled.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn load(&self) -> Result<Option<Enrolment>, IdentityError> {
        let path = self.enrolment_path();
        let Some(text) = read(&path)? else {
            return Ok(None);
        };
        let kept: Kept = serde_json::from_slice(&text)
            .map_err(|source| IdentityError::Content { path, source })?;
        Ok(Some(Enrolment {
            kiosk_id: kept.kiosk_id,
            identity: Identity {
                key: Zeroizing::new(kept.key.0),
                certificate: kept.certificate.0,
            },
            trust: kept.trust,
        }))
    }

    /// The key a certificate was asked for and has not come yet.
    ///
    /// # Errors
    /// [`IdentityError::File`].
    pub fn pending_key(&self) -> Result<Option<Zeroizing<Vec<u8>>>, IdentityError> {
        Ok(read(&self.pending_path())?.map(Zeroizing::new))
    }

    /// Keeps a key before it is named to anyone: a restart while an operator decides must not lose
    /// it, and the identity there is stays until the new one is whole.
    ///
    /// # Errors
    /// [`IdentityError::File`].
    pub fn keep_pending_key(&self, key: &[u8]) -> Result<(), IdentityError> {
        let folder = &self.folder;
        std::fs::create_dir_all(folder).map_err(|source| IdentityError::File {
            path: folder.clone(),
            source,
        })?;
        write(&self.pending_path(), key)
    }

    /// Keeps it all: from now on the totem is enrolled.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn keep(&self, enrolment: Enrolment) -> Result<(), IdentityError> {
        let kept = Kept {
            kiosk_id: enrolment.kiosk_id,
            key: Bytes(enrolment.identity.key.to_vec()),
            certificate: Bytes(enrolment.identity.certificate),
            trust: enrolment.trust,
        };
        let path = self.enrolment_path();
        let text = serde_json::to_vec_pretty(&kept).map_err(|source| IdentityError::Content {
            path: path.clone(),
            source,
        })?;
        write(&path, &text)?;
        let path = self.pending_path();
        std::fs::remove_file(&path).map_err(|source| IdentityError::File { path, source })
    }

    fn pending_path(&self) -> PathBuf {
        self.folder.join("pending.key")
    }

    fn enrolment_path(&self) -> PathBuf {
        self.folder.join("enrolment.json")
    }
}

/// A file's bytes, or `None` where there is no file.
fn read(path: &Path) -> Result<Option<Vec<u8>>, IdentityError> {
    durable_file::read(path).map_err(|source| file_error(path, source))
}

/// Writes all of it or nothing, and makes it durable.
fn write(path: &Path, bytes: &[u8]) -> Result<(), IdentityError> {
    durable_file::replace(path, bytes).map_err(|source| file_error(path, source))
}

fn file_error(path: &Path, source: std::io::Error) -> IdentityError {
    IdentityError::File {
        path: path.to_owned(),
        source,
    }
}

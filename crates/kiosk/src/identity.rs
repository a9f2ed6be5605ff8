// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Who this totem is: key, certificate and trust, three files in the state folder.

mod enrol;
mod root;

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use activation_client::Identity;
use activation_protocol::KioskId;
use activation_protocol::messages::TrustBundle;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

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

#[derive(Deserialize, Serialize)]
struct Public {
    kiosk_id: KioskId,
    certificate: activation_protocol::Bytes,
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
        let path = self.public_path();
        let text = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(IdentityError::File { path, source }),
            Ok(text) => text,
        };
        let public: Public = serde_json::from_slice(&text)
            .map_err(|source| IdentityError::Content { path, source })?;
        let key = self.read(&self.key_path())?;
        Ok(Some(Enrolment {
            kiosk_id: public.kiosk_id,
            identity: Identity {
                key: Zeroizing::new(key),
                certificate: public.certificate.0,
            },
            trust: public.trust,
        }))
    }

    /// Keeps the private key, readable by nobody else, before it is named to anyone.
    ///
    /// # Errors
    /// [`IdentityError::File`].
    pub fn keep_key(&self, key: &[u8]) -> Result<(), IdentityError> {
        let folder = &self.folder;
        std::fs::create_dir_all(folder).map_err(|source| IdentityError::File {
            path: folder.clone(),
            source,
        })?;
        write(&self.key_path(), key)
    }

    /// Keeps the rest: from now on the totem is enrolled.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn keep(
        &self,
        kiosk_id: KioskId,
        certificate: Vec<u8>,
        trust: TrustBundle,
    ) -> Result<(), IdentityError> {
        let public = Public {
            kiosk_id,
            certificate: activation_protocol::Bytes(certificate),
            trust,
        };
        let path = self.public_path();
        let text = serde_json::to_vec_pretty(&public).map_err(|source| IdentityError::Content {
            path: path.clone(),
            source,
        })?;
        write(&path, &text)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, IdentityError> {
        std::fs::read(path).map_err(|source| IdentityError::File {
            path: path.to_owned(),
            source,
        })
    }

    fn key_path(&self) -> PathBuf {
        self.folder.join("kiosk.key")
    }

    fn public_path(&self) -> PathBuf {
        self.folder.join("enrolment.json")
    }
}

/// Writes all of it or nothing, and makes it durable.
fn write(path: &Path, bytes: &[u8]) -> Result<(), IdentityError> {
    let failed = |source| IdentityError::File {
        path: path.to_owned(),
        source,
    };
    let unfinished = path.with_extension("new");
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)
        .map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    std::fs::rename(&unfinished, path).map_err(failed)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let folder = std::fs::File::open(folder).map_err(failed)?;
    folder.sync_all().map_err(failed)
}

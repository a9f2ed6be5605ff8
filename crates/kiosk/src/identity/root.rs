// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The private root of the backend, as a file: DER, or PEM.

use std::path::{Path, PathBuf};

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

/// Why the root cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// The file cannot be read.
    #[error("backend.root: {path} cannot be read")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It is PEM and holds no certificate.
    #[error("backend.root: {path} holds no certificate")]
    Pem {
        /// Which file.
        path: PathBuf,
    },
}

/// The DER of the root in this file.
///
/// # Errors
/// [`RootError`].
pub fn read_root(path: &Path) -> Result<Vec<u8>, RootError> {
    let bytes = std::fs::read(path).map_err(|source| RootError::File {
        path: path.to_owned(),
        source,
    })?;
    if !bytes.starts_with(b"-----") {
        return Ok(bytes);
    }
    CertificateDer::from_pem_slice(&bytes)
        .map(|der| der.to_vec())
        .map_err(|_| RootError::Pem {
            path: path.to_owned(),
        })
}

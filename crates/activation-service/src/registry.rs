// SPDX-License-Identifier: EUPL-1.2
//! The registry as a server and the commands beside it open it: the vault seals its columns.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use activation_protocol::Bytes;
use activation_store::{Kiosk, Seal, SealError, Store};
use anyhow::{Context, Result};
use code_vault::{ColumnKey, Records};
use time::{Duration, OffsetDateTime};

use crate::config::Config;
use crate::tls::{Authority, KioskKeyRequest};

/// Registry and vault records, for a command that may run beside the server.
pub(crate) struct Registry {
    pub(crate) store: Store,
    pub(crate) records: Records,
}

impl Registry {
    pub(crate) async fn open(config: &Config) -> Result<Self> {
        let records = Records::open(&config.vault.folder)
            .with_context(|| format!("the vault {}", config.vault.folder.display()))?;
        let store = connect(config, &records).await?;
        Ok(Self { store, records })
    }
}

/// Makes the database's file, empty and for its owner only; SQLite gives the files beside it the
/// same mode.
pub(crate) fn create(file: &Path) -> io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .map(|_| ())
}

/// Opens the database. It must be there: an empty one in its place would know no card.
pub(crate) async fn connect(config: &Config, records: &Records) -> Result<Store> {
    let file = &config.registry.database;
    let doing = || format!("the registry {}", file.display());
    fs::metadata(file).with_context(doing)?;
    let seal = Arc::new(ColumnSeal(records.column_key()));
    Store::connect(&url(file), seal).await.with_context(doing)
}

fn url(file: &Path) -> String {
    let path = file.to_string_lossy();
    let path = path.replace('%', "%25").replace('?', "%3F");
    format!("sqlite://{path}")
}

/// Issues a certificate for the key a kiosk presented. `false`: it does not wait for one.
pub(crate) async fn approve(
    store: &Store,
    authority: &Authority,
    kiosk: &Kiosk,
    validity: (OffsetDateTime, Duration),
) -> Result<bool> {
    let Some(csr) = &kiosk.csr else {
        return Ok(false);
    };
    let request = KioskKeyRequest::parse(&csr.0)?;
    let certificate = authority.issue_kiosk(kiosk.id, &request, validity)?;
    let certificate = Bytes(certificate.to_vec());
    Ok(store.approve_kiosk(kiosk.id, &certificate).await?)
}

/// The vault's column key in the place the store has for one.
struct ColumnSeal(ColumnKey);

impl Seal for ColumnSeal {
    fn seal(&self, context: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        self.0.seal(context, plain).map_err(|_| SealError)
    }

    fn open(&self, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.0.open(context, sealed).map_err(|_| SealError)
    }
}

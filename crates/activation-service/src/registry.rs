// SPDX-License-Identifier: EUPL-1.2
//! The registry as a server and the commands beside it open it: the vault seals its columns.

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

/// Opens the database.
pub(crate) async fn connect(config: &Config, records: &Records) -> Result<Store> {
    let file = &config.registry.database;
    let seal = Arc::new(ColumnSeal(records.column_key()));
    Store::connect(&format!("sqlite://{}", file.display()), seal)
        .await
        .with_context(|| format!("the registry {}", file.display()))
}

/// Issues a certificate for the key a kiosk presented. `false`: it presented none.
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

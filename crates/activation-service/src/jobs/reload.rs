// SPDX-License-Identifier: EUPL-1.2
//! Authorities and revocation lists as files: read again when they changed.

use std::sync::Arc;

use anyhow::Result;

use crate::service::Service;

/// Looks at the files, on a thread that may wait for the disk.
pub(super) async fn reload(service: Arc<Service>) -> Result<()> {
    tokio::task::spawn_blocking(move || service.trust.reload()).await?
}

// SPDX-License-Identifier: EUPL-1.2
//! The card profile bundle as a file: read again when it changed.

use std::sync::Arc;

use anyhow::Result;

use crate::service::Service;

/// Looks at the file, on a thread that may wait for the disk.
pub(super) async fn reload(service: Arc<Service>) -> Result<()> {
    let looked = move || {
        if let Some(profiles) = &service.profiles {
            profiles.reload();
        }
    };
    Ok(tokio::task::spawn_blocking(looked).await?)
}

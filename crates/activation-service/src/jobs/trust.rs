// SPDX-License-Identifier: EUPL-1.2
//! Authorities and revocation lists as files: read again when they changed, and said when old.

use std::sync::Arc;

use anyhow::Result;

use crate::service::Service;
use crate::{clock, events};

/// Looks at the files, on a thread that may wait for the disk.
pub(super) async fn reload(service: Arc<Service>) -> Result<()> {
    tokio::task::spawn_blocking(move || service.trust.reload()).await?
}

/// Old lists still decide for a while; somebody must know before they no longer do.
pub(super) async fn raise_alarm(service: Arc<Service>) -> Result<()> {
    let soft = service.rules.crl_soft_age;
    if service.trust.is_any_older_than(soft, clock::now()) {
        events::crl_stale();
    }
    Ok(())
}

// SPDX-License-Identifier: EUPL-1.2
//! Private keys as files: whoever runs a service may share one with a group, never with all.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use anyhow::{Result, ensure};

/// A key that anybody on the machine may have copied proves nothing.
pub(crate) fn refuse_if_others_may_read(key: &Path) -> Result<()> {
    let mode = fs::metadata(key)?.permissions().mode();
    ensure!(mode & 0o007 == 0, "everybody may read or write this key");
    Ok(())
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Where the product's programs are: beside the one that is running.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

/// The path of a program of this workspace.
pub(super) fn sibling(name: &str) -> Result<PathBuf> {
    let myself = env::current_exe().context("where am I?")?;
    // Test programs lie one folder deeper.
    let found = myself
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    match found {
        Some(path) => Ok(path),
        None => bail!(
            "{name} is not built: it should lie beside {}",
            myself.display()
        ),
    }
}

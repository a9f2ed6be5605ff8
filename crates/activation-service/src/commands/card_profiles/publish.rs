// SPDX-License-Identifier: EUPL-1.2
//! `card-profiles publish`: a verified bundle goes where the server looks for it.

use std::path::PathBuf;

use crate::cli::ConfigArg;
use crate::commands::{Done, Failure, load};
use crate::console;

/// Verify a bundle and put it where the configured server publishes it.
///
/// A running server takes it up within a second.
#[derive(Debug, clap::Args)]
pub(crate) struct Publish {
    /// The bundle.
    file: PathBuf,
    #[command(flatten)]
    config: ConfigArg,
}

impl Publish {
    pub(super) fn run(self) -> Done {
        let config = load(&self.config.config)?;
        let files = config.card_profiles().map_err(Failure::Configuration)?;
        let keys = files.keys().map_err(Failure::Configuration)?;
        let (bytes, bundle) = super::open(&self.file, &keys)?;
        super::write(&files.bundle, &bytes, bundle.version, &keys)?;
        let (number, file) = (bundle.version, files.bundle.display());
        Ok(console::say(format!(
            "{file}: number {number} is published"
        ))?)
    }
}

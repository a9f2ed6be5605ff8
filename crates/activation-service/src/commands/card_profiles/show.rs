// SPDX-License-Identifier: EUPL-1.2
//! `card-profiles show`: what is in a bundle, if it is what it says.

use std::path::PathBuf;

use cns_card::{BundleKey, Profile, ProfileBundle};

use crate::cli::ConfigArg;
use crate::commands::{Done, Failure, load};
use crate::console;

/// Verify a bundle and say what is in it.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The bundle.
    file: PathBuf,
    /// A public key, base64, that may have signed it; absent: those of the configuration.
    #[arg(long = "key", value_name = "KEY", value_parser = BundleKey::from_base64)]
    keys: Vec<BundleKey>,
    #[command(flatten)]
    config: ConfigArg,
}

impl Show {
    pub(super) fn run(self) -> Done {
        let keys = self.keys()?;
        let (bytes, bundle) = super::open(&self.file, &keys)?;
        let signer = keys
            .iter()
            .find(|key| ProfileBundle::open(&bytes, &[**key], 0).is_ok())
            .map_or_else(String::new, BundleKey::id);
        let (number, length) = (bundle.version, bytes.len());
        console::say(format!(
            "number {number}, {length} bytes, signed with {signer}"
        ))?;
        for profile in bundle.profiles.iter() {
            console::say(line(profile))?;
        }
        Ok(())
    }

    fn keys(&self) -> Result<Vec<BundleKey>, Failure> {
        if !self.keys.is_empty() {
            return Ok(self.keys.clone());
        }
        let config = load(&self.config.config)?;
        let files = config.card_profiles().map_err(Failure::Configuration)?;
        files.keys().map_err(Failure::Configuration)
    }
}

fn line(profile: &Profile) -> String {
    let (name, date, source) = (&profile.name, &profile.date, &profile.source);
    format!("{name:12} {date} {source}")
}

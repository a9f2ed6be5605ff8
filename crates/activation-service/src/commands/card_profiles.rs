// SPDX-License-Identifier: EUPL-1.2
//! `card-profiles`: bundles of card profiles, from the signer's key to the running server.

mod keygen;
mod publish;
mod show;
mod sign;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use clap::Subcommand;
use cns_card::{BundleKey, ProfileBundle};

use super::Done;
use crate::card_profiles::read_bounded;

/// What is known of the cards, as signed files kiosks take up while they run.
#[derive(Debug, Subcommand)]
pub(crate) enum CardProfiles {
    Keygen(keygen::Keygen),
    Sign(sign::Sign),
    Show(show::Show),
    Publish(publish::Publish),
}

impl CardProfiles {
    pub(crate) fn run(self) -> Done {
        match self {
            Self::Keygen(keygen) => Ok(keygen.run()?),
            Self::Sign(sign) => Ok(sign.run()?),
            Self::Show(show) => show.run(),
            Self::Publish(publish) => publish.run(),
        }
    }
}

/// Reads and verifies a bundle of any version.
fn open(file: &Path, keys: &[BundleKey]) -> Result<(Vec<u8>, ProfileBundle)> {
    let doing = || file.display().to_string();
    let bytes = read_bounded(file).with_context(doing)?;
    let bundle = ProfileBundle::open(&bytes, keys, 0).with_context(doing)?;
    Ok((bytes, bundle))
}

/// Writes a bundle where none is, or an older one of these keys; whole or not at all.
fn write(file: &Path, bytes: &[u8], version: u64, keys: &[BundleKey]) -> Result<()> {
    let is_there = match fs::symlink_metadata(file) {
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(error).with_context(|| file.display().to_string()),
    };
    if is_there {
        let (_, there) = open(file, keys).context("it is there, and is not replaced")?;
        let (name, before) = (file.display(), there.version);
        ensure!(
            before < version,
            "{name} is there and has number {before}, which is not below {version}"
        );
    }
    super::replace(file, bytes)
}

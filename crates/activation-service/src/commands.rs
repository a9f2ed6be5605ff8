// SPDX-License-Identifier: EUPL-1.2
//! What the program can be told to do, one file a command.

mod card_profiles;
mod import_cards;
mod init;
mod kiosk;
mod serve;
mod show_activation;
mod trust;

pub(crate) use card_profiles::CardProfiles;
pub(crate) use import_cards::ImportCards;
pub(crate) use init::Init;
pub(crate) use kiosk::Kiosk;
pub(crate) use serve::serve;
pub(crate) use show_activation::ShowActivation;
pub(crate) use trust::Trust;

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::config::Config;

/// Why a command was not done.
pub(crate) enum Failure {
    /// Nothing was tried: the configuration, or what it names, cannot be used.
    Configuration(anyhow::Error),
    /// Anything else.
    Work(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Work(error.into())
    }
}

/// How a command went.
pub(crate) type Done = Result<(), Failure>;

/// Whole or not at all: a server may be reading.
fn replace(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let fresh = path.with_extension("new");
    fs::write(&fresh, content)
        .and_then(|()| fs::rename(&fresh, path))
        .with_context(|| path.display().to_string())
}

fn load(config: &Path) -> Result<Config, Failure> {
    Config::load(config).map_err(Failure::Configuration)
}

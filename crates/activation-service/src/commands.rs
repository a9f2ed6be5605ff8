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

use std::fs::{self, File};
use std::io::Write;
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

/// Whole or not at all, whatever happens: a server may be reading, and the mains may fail.
fn replace(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    File::create(&fresh)
        .and_then(|mut file| {
            file.write_all(content)?;
            file.sync_all()?;
            fs::rename(&fresh, path)
        })
        .with_context(|| path.display().to_string())
}

fn load(config: &Path) -> Result<Config, Failure> {
    Config::load(config).map_err(Failure::Configuration)
}

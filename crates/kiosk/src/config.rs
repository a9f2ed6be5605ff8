// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The configuration: built-in defaults, then files, then `PUNTOSI__SECTION__KEY` variables.

mod origin;
mod sections;

use std::path::{Path, PathBuf};

use config::{Environment, File, FileFormat};

pub use origin::explain;
pub use sections::{
    BackendSection, CardProfilesSection, Config, LogFormat, LogSection, PrinterSection,
    ReaderSection, ScreenBackend, ScreenSection, SessionSection, TotemSection,
};

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file is missing, a key is unknown, or a value has the wrong type.
    #[error("configuration")]
    Layers(#[source] config::ConfigError),
    /// A value is of the right type and makes no sense.
    #[error("configuration: {key}: {reason}")]
    Value {
        /// Which key.
        key: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
}

/// Reads all layers. Relative paths of a file are meant from that file's folder.
///
/// # Errors
/// [`ConfigError`], in one line that names the key or the file.
pub fn load(file: Option<&Path>) -> Result<Config, ConfigError> {
    let mut config: Config = layers(file, Environment::default())?
        .try_deserialize()
        .map_err(ConfigError::Layers)?;
    let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
    config.resolve(folder);
    config.check()?;
    Ok(config)
}

/// The layers merged, with the origin of each value kept.
fn layers(file: Option<&Path>, environment: Environment) -> Result<config::Config, ConfigError> {
    let mut builder =
        config::Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
    if let Some(file) = file {
        let path: PathBuf = file.to_owned();
        builder = builder.add_source(File::from(path).format(FileFormat::Toml));
    }
    let environment = environment
        .prefix("PUNTOSI")
        .prefix_separator("__")
        .separator("__")
        .try_parsing(true)
        .list_separator(",");
    let environment = LISTS.iter().fold(environment, |environment, key| {
        environment.with_list_parse_key(key)
    });
    builder
        .add_source(environment)
        .build()
        .map_err(ConfigError::Layers)
}

/// The keys whose variables hold several texts, with commas between them.
const LISTS: [&str; 2] = ["card_profiles.keys", "reader.names"];
const DEFAULTS: &str = include_str!("../config/defaults.toml");

#[cfg(test)]
mod tests;

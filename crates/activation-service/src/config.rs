// SPDX-License-Identifier: EUPL-1.2
//! The configuration file and its defaults.

mod card_profiles;
mod policy;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use config::{Environment, File, FileFormat};
use serde::Deserialize;

pub(crate) use card_profiles::CardProfileFiles;
pub(crate) use policy::PolicyConfig;

/// `puntosi-backend.toml`. Relative paths are relative to its folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Where it listens.
    #[serde(default)]
    pub(crate) listen: Listen,
    /// The registry.
    pub(crate) registry: Registry,
    /// The vault.
    pub(crate) vault: VaultFiles,
    /// The server's own certificate.
    pub(crate) tls: TlsFiles,
    /// Enrolment of kiosks.
    pub(crate) kiosks: KioskFiles,
    /// Whose cards are trusted.
    pub(crate) trust: TrustFiles,
    /// Card profiles for kiosks, if any are published.
    pub(crate) card_profiles: Option<CardProfileFiles>,
    /// What the owner of the service may choose.
    #[serde(default)]
    pub(crate) policy: PolicyConfig,
}

/// Addresses; port 0 lets the system choose.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Listen {
    /// For enrolled kiosks, with client certificates.
    pub(crate) api: SocketAddr,
    /// For kiosks that are not enrolled yet.
    pub(crate) enrolment: SocketAddr,
    /// Health and metrics, in clear: keep it on loopback.
    pub(crate) management: SocketAddr,
}

impl Default for Listen {
    fn default() -> Self {
        let local = |port| SocketAddr::from(([127, 0, 0, 1], port));
        Self {
            api: local(8443),
            enrolment: local(8444),
            management: local(9464),
        }
    }
}

/// The registry's database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registry {
    /// SQLite file.
    pub(crate) database: PathBuf,
}

/// The vault's folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VaultFiles {
    /// Keys, records and ledger.
    pub(crate) folder: PathBuf,
}

/// The server's certificate.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsFiles {
    /// PEM, with its chain.
    pub(crate) certificate: PathBuf,
    /// PEM.
    pub(crate) key: PathBuf,
    /// The private root that kiosks get at enrolment, PEM.
    pub(crate) root: PathBuf,
}

/// The kiosks' authority.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KioskFiles {
    /// PEM.
    pub(crate) authority: PathBuf,
    /// PEM.
    pub(crate) authority_key: PathBuf,
    /// How long a kiosk's certificate is valid.
    #[serde(default = "certificate_days")]
    pub(crate) certificate_days: u16,
}

/// Whose cards are trusted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrustFiles {
    /// The list of pinned authorities, TOML.
    pub(crate) anchors: PathBuf,
    /// Revocation lists, DER or PEM: files, or folders of files. Read again when they change.
    #[serde(default)]
    pub(crate) crls: Vec<PathBuf>,
}

impl KioskFiles {
    pub(crate) fn certificate_valid(&self) -> time::Duration {
        time::Duration::days(i64::from(self.certificate_days))
    }
}

impl Config {
    /// Reads the file, then variables `PUNTOSI__SECTION__KEY`.
    ///
    /// # Errors
    /// What is missing, unknown or malformed.
    pub(crate) fn load(path: &Path) -> Result<Self> {
        let doing = || format!("configuration {}", path.display());
        let variables = Environment::with_prefix("PUNTOSI")
            .prefix_separator("__")
            .separator("__")
            .try_parsing(true);
        let mut config: Self = config::Config::builder()
            .add_source(File::from(path).format(FileFormat::Toml))
            .add_source(variables)
            .build()
            .and_then(config::Config::try_deserialize)
            .with_context(doing)?;
        config.policy.check().with_context(doing)?;
        if let Some(profiles) = &config.card_profiles {
            profiles.keys().with_context(doing)?;
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        config.paths().for_each(|file| *file = folder.join(&*file));
        Ok(config)
    }

    /// The section `[card_profiles]`.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn card_profiles(&self) -> Result<&CardProfileFiles> {
        let profiles = self.card_profiles.as_ref();
        profiles.context("the configuration has no section card_profiles")
    }

    fn paths(&mut self) -> impl Iterator<Item = &mut PathBuf> {
        [
            &mut self.registry.database,
            &mut self.vault.folder,
            &mut self.tls.certificate,
            &mut self.tls.key,
            &mut self.tls.root,
            &mut self.kiosks.authority,
            &mut self.kiosks.authority_key,
            &mut self.trust.anchors,
        ]
        .into_iter()
        .chain(&mut self.trust.crls)
        .chain(self.card_profiles.as_mut().map(|files| &mut files.bundle))
    }
}

const fn certificate_days() -> u16 {
    30
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
        registry.database = "registry.sqlite"
        vault.folder = "vault"
        tls = { certificate = "a", key = "b", root = "c" }
        kiosks = { authority = "d", authority_key = "e" }
        trust = { anchors = "/etc/anchors.toml", crls = ["crls"] }
    "#;

    fn load(text: &str) -> Result<Config> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("puntosi-backend.toml");
        std::fs::write(&path, text)?;
        let mut config = Config::load(&path)?;
        for file in config.paths() {
            if let Ok(inside) = file.strip_prefix(folder.path()) {
                *file = Path::new("FOLDER").join(inside);
            }
        }
        Ok(config)
    }

    #[test]
    fn paths_are_relative_to_the_files_folder() {
        let config = load(GOOD).unwrap();
        assert_eq!(config.vault.folder, Path::new("FOLDER/vault"));
        assert_eq!(config.trust.crls, [Path::new("FOLDER/crls")]);
        assert_eq!(config.trust.anchors, Path::new("/etc/anchors.toml"));
        assert_eq!(config.listen.api.port(), 8443);
    }

    #[test]
    fn missing_unknown_and_senseless_keys_are_named() {
        let error = |text: &str| format!("{:#}", load(text).unwrap_err());
        let missing = error(&GOOD.replace("vault.folder", "vault.files"));
        assert!(
            missing.contains("folder") || missing.contains("files"),
            "{missing}"
        );
        let unknown = error(&format!("{GOOD}\n[listen]\napii = \"127.0.0.1:1\""));
        assert!(unknown.contains("apii"), "{unknown}");
        let senseless = error(&format!("{GOOD}\n[policy]\nminimum_key_bits = 512"));
        assert!(senseless.contains("minimum_key_bits"), "{senseless}");
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The keys there are. An unknown key is an error: it is a misspelled one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use activation_client::Patience;
use cns_card::BundleKey;
use kiosk_session::Policy;
use phrases::Language;
use serde::Deserialize;

use super::ConfigError;

/// Everything a totem can be told. See `config/defaults.toml` for the meaning of each key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where this totem keeps things.
    pub totem: TotemSection,
    /// Where the backend is.
    pub backend: BackendSection,
    /// Which card readers.
    pub reader: ReaderSection,
    /// Whose card profiles are taken, and from where.
    pub card_profiles: CardProfilesSection,
    /// Which printer.
    pub printer: PrinterSection,
    /// Which screen.
    pub screen: ScreenSection,
    /// Patience with people.
    pub session: SessionSection,
    /// What is logged how.
    pub log: LogSection,
}

/// `[totem]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TotemSection {
    /// What must survive a power cut.
    pub state_dir: PathBuf,
    /// What may be lost.
    pub runtime_dir: PathBuf,
}

/// `[backend]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackendSection {
    /// `host:port` of the API.
    pub api: String,
    /// `host:port` of the enrolment listener.
    pub enrolment: String,
    /// The private root, DER or PEM.
    pub root: PathBuf,
    /// One call, milliseconds.
    pub call_ms: u64,
    /// Pauses before it is tried again, milliseconds.
    pub retry_pauses_ms: Vec<u64>,
    /// Between two questions whether the backend is ready, milliseconds.
    pub readiness_every_ms: u64,
}

/// `[reader]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderSection {
    /// PC/SC names; none for the first one found.
    pub names: Vec<String>,
    /// One command, milliseconds.
    pub apdu_ms: u64,
    /// A signature, milliseconds.
    pub signature_ms: u64,
}

/// `[card_profiles]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardProfilesSection {
    keys: Vec<String>,
    inbox: PathBuf,
}

/// `[printer]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrinterSection {
    /// A serial device; empty for none.
    pub device: PathBuf,
    /// Bits a second.
    pub baud: u32,
    /// The name of a printer profile.
    pub profile: String,
}

/// `[screen]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenSection {
    /// What draws.
    pub backend: ScreenBackend,
    /// The code of the language the totem returns to.
    pub language: String,
    /// The private fonts.
    pub fonts_dir: PathBuf,
}

/// What draws the screen.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum ScreenBackend {
    /// KMS and libinput.
    Totem,
    /// A window on a desktop.
    Desktop,
}

/// `[session]`, all milliseconds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionSection {
    idle_ms: u64,
    warning_ms: u64,
    visit_ms: u64,
    outcome_ms: u64,
    code_on_screen_ms: u64,
    reinsert_ms: u64,
}

/// `[log]`
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSection {
    /// How lines look.
    pub format: LogFormat,
    /// A `tracing` filter.
    pub filter: String,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

impl Config {
    /// What the session machine is told.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let session = &self.session;
        Policy {
            idle_ms: session.idle_ms,
            warning_ms: session.warning_ms,
            visit_ms: session.visit_ms,
            outcome_ms: session.outcome_ms,
            code_on_screen_ms: session.code_on_screen_ms,
            reinsert_ms: session.reinsert_ms,
            readers: if self.reader.names.len() > 1 { 2 } else { 1 },
            ..Policy::default()
        }
    }

    /// The language the totem returns to.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::from_code(&self.screen.language).unwrap_or(Language::Italian)
    }

    /// Makes relative paths relative to the folder of the configuration file.
    pub(super) fn resolve(&mut self, folder: &Path) {
        for path in [
            &mut self.totem.state_dir,
            &mut self.totem.runtime_dir,
            &mut self.backend.root,
            &mut self.screen.fonts_dir,
        ] {
            *path = folder.join(&*path);
        }
        if self.card_profiles.inbox().is_some() {
            self.card_profiles.inbox = folder.join(&self.card_profiles.inbox);
        }
        if self.has_printer() {
            self.printer.device = folder.join(&self.printer.device);
        }
    }

    /// Whether this totem has a printer at all.
    #[must_use]
    pub fn has_printer(&self) -> bool {
        !self.printer.device.as_os_str().is_empty()
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |key, reason| Err(ConfigError::Value { key, reason });
        if Language::from_code(&self.screen.language).is_none() {
            return wrong("screen.language", "not a language of this totem");
        }
        if self.reader.names.len() > 2 {
            return wrong("reader.names", "at most two readers");
        }
        self.card_profiles.check()?;
        if self.session.idle_ms < 1000 || self.session.warning_ms < 1000 {
            return wrong("session.idle_ms", "people need at least a second");
        }
        if receipt::PrinterProfile::builtin(&self.printer.profile).is_err() {
            return wrong("printer.profile", "not a printer this program knows");
        }
        for (key, address) in [
            ("backend.api", &self.backend.api),
            ("backend.enrolment", &self.backend.enrolment),
        ] {
            let port = address
                .rsplit_once(':')
                .map(|(_, port)| port.parse::<u16>());
            if !matches!(port, Some(Ok(_))) {
                return wrong(key, "not host:port");
            }
        }
        Ok(())
    }
}

impl CardProfilesSection {
    /// Whose bundles are taken; nobody's, if there are none.
    #[must_use]
    pub fn bundle_keys(&self) -> Vec<BundleKey> {
        let keys = self.keys.iter();
        keys.filter_map(|key| BundleKey::from_base64(key).ok())
            .collect()
    }

    /// A file, or a folder of files, that may hold a newer bundle.
    #[must_use]
    pub fn inbox(&self) -> Option<&Path> {
        Some(self.inbox.as_path()).filter(|path| !path.as_os_str().is_empty())
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.bundle_keys().len() < self.keys.len() {
            return Err(ConfigError::Value {
                key: "card_profiles.keys",
                reason: "not an Ed25519 public key in base64",
            });
        }
        if self.keys.is_empty() && self.inbox().is_some() {
            return Err(ConfigError::Value {
                key: "card_profiles.inbox",
                reason: "nothing in it could be trusted without card_profiles.keys",
            });
        }
        Ok(())
    }
}

impl BackendSection {
    /// How long and how often a call somebody waits for is tried.
    #[must_use]
    pub fn patience(&self) -> Patience {
        Patience {
            limit: Duration::from_millis(self.call_ms),
            pauses: self
                .retry_pauses_ms
                .iter()
                .map(|ms| Duration::from_millis(*ms))
                .collect(),
        }
    }
}

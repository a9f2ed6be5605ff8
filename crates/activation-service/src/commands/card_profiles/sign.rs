// SPDX-License-Identifier: EUPL-1.2
//! `card-profiles sign`: profile files become one signed bundle.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use cns_card::{BundleError, BundleKey, ProfileBundle};
use ring::signature::Ed25519KeyPair;
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject;

use crate::console;
use crate::tls::refuse_if_others_may_read;

/// Put profile files into one bundle and sign it.
///
/// A bundle replaces all profiles a kiosk has: name every generation. OUT is replaced only by a
/// higher number.
#[derive(Debug, clap::Args)]
pub(crate) struct Sign {
    /// The key `keygen` made: Ed25519, PKCS#8, PEM.
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The bundle's number: higher than every number before.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    number: u64,
    /// The bundle to write.
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// The profiles, in order of preference.
    #[arg(required = true, value_name = "PROFILE.toml")]
    profiles: Vec<PathBuf>,
}

impl Sign {
    pub(super) fn run(&self) -> Result<()> {
        let signer = load_key(&self.key).with_context(|| self.key.display().to_string())?;
        let texts = self.texts()?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let bundle = ProfileBundle::seal(self.number, &texts, &signer)
            .map_err(|error| self.explained(error))?;
        let public = BundleKey::of(&signer);
        super::write(&self.output, bundle.as_bytes(), self.number, &[public])?;
        let (count, key) = (texts.len(), public.id());
        let (number, output) = (self.number, self.output.display());
        Ok(console::say(format!(
            "{output}: number {number}, {count} profiles, signed with {key}"
        ))?)
    }

    fn texts(&self) -> Result<Vec<String>> {
        let read =
            |path: &PathBuf| fs::read_to_string(path).with_context(|| path.display().to_string());
        self.profiles.iter().map(read).collect()
    }

    /// Says the file's name where the bundle knows only a position.
    fn explained(&self, error: BundleError) -> anyhow::Error {
        if let BundleError::Profile { index, error } = error {
            let name = self.profiles.get(index).map(|path| path.display());
            anyhow::Error::new(error).context(name.map_or_else(String::new, |it| it.to_string()))
        } else {
            error.into()
        }
    }
}

fn load_key(path: &Path) -> Result<Ed25519KeyPair> {
    refuse_if_others_may_read(path)?;
    key_of(&fs::read(path)?)
}

/// The key of a PEM, made here or by another tool.
pub(super) fn key_of(pem: &[u8]) -> Result<Ed25519KeyPair> {
    let not_a_key = || anyhow!("not an Ed25519 key, PKCS#8 in PEM");
    let der = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|_| not_a_key())?;
    Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.secret_pkcs8_der()).map_err(|_| not_a_key())
}

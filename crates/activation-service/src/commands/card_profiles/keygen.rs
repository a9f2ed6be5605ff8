// SPDX-License-Identifier: EUPL-1.2
//! `card-profiles keygen`: the key that signs bundles.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use anyhow::{Context, Result};
use cns_card::BundleKey;
use rcgen::{KeyPair, PKCS_ED25519};

use super::sign;
use crate::console;

/// Make a signing key and print its public half, for `[card_profiles] keys`.
///
/// The key belongs to who vouches for the profiles, not to the server: keep it elsewhere.
#[derive(Debug, clap::Args)]
pub(crate) struct Keygen {
    /// The folder for card-profiles.key; made if it is missing.
    dir: PathBuf,
}

impl Keygen {
    pub(super) fn run(&self) -> Result<()> {
        let path = self.dir.join("card-profiles.key");
        let doing = || path.display().to_string();
        let pem = KeyPair::generate_for(&PKCS_ED25519)?.serialize_pem();
        let public = BundleKey::of(&sign::key_of(pem.as_bytes())?);
        fs::create_dir_all(&self.dir).with_context(doing)?;
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)
            .and_then(|mut file| {
                file.write_all(pem.as_bytes())?;
                file.sync_all()
            })
            .with_context(doing)?;
        console::complain(format!("key {} is in {}", public.id(), path.display()));
        Ok(console::say(public.to_base64())?)
    }
}

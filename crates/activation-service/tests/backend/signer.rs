// SPDX-License-Identifier: EUPL-1.2
//! Who vouches for card profiles, and a backend's folder that takes bundles from them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::backend::{config, prepare, program, succeed};
use crate::cards::Deck;

/// Who vouches for profiles: a folder with a key of its own.
pub(crate) struct Signer {
    pub(crate) folder: TempDir,
    pub(crate) public: String,
}

impl Signer {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = program()
            .args(["card-profiles", "keygen"])
            .arg(folder.path())
            .output();
        let made = made.unwrap();
        succeed(&made);
        let public = String::from_utf8(made.stdout).unwrap().trim().to_owned();
        Self { folder, public }
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.folder.path().join("card-profiles.key")
    }

    pub(crate) fn try_sign(&self, number: u64, output: &Path, profiles: &[PathBuf]) -> Output {
        program()
            .args(["card-profiles", "sign", "--key"])
            .arg(self.key())
            .args(["--number", &number.to_string(), "-o"])
            .arg(output)
            .args(profiles)
            .output()
            .unwrap()
    }

    /// A bundle of one profile.
    pub(crate) fn sign(&self, number: u64) -> PathBuf {
        let output = self.folder.path().join(format!("{number}.bundle"));
        succeed(&self.try_sign(number, &output, &[profile()]));
        output
    }
}

pub(crate) fn profile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../cns-card/data/athena10.toml")
}

/// A folder whose configuration publishes what these may sign.
pub(crate) fn configured(signers: &[&Signer]) -> (TempDir, Deck) {
    let deck = Deck::new();
    let folder = prepare(&deck);
    let keys: Vec<&str> = signers
        .iter()
        .map(|signer| signer.public.as_str())
        .collect();
    let mut text = fs::read_to_string(config(folder.path())).unwrap();
    text.push_str(&format!(
        "[card_profiles]\nbundle = \"cards.bundle\"\nkeys = {keys:?}\n"
    ));
    fs::write(config(folder.path()), text).unwrap();
    (folder, deck)
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Whoever vouches for card profiles, with a key of their own: what they sign teaches a totem cards
//! that no program knows.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::Ed25519KeyPair;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject as _;

use super::process;
use super::programs::sibling;

/// The profiles that programs have built in: a bundle replaces them all.
const BUILTIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../cns-card/data");

/// Signs bundles of card profiles, and can put them into a totem's inbox.
#[derive(Clone, Debug)]
pub struct ProfileSigner {
    desk: PathBuf,
    public_key: String,
    new_profiles: Vec<PathBuf>,
}

impl ProfileSigner {
    /// Makes a key, if there is a profile to sign at all.
    pub(super) fn of(world: &Path, new_profiles: &[PathBuf]) -> Result<Option<Self>> {
        if new_profiles.is_empty() {
            return Ok(None);
        }
        let desk = world.join("profile-signer");
        let public_key = keygen(&desk)?;
        let signer = Self {
            desk,
            public_key,
            new_profiles: new_profiles.to_vec(),
        };
        fs::create_dir_all(signer.inbox())?;
        Ok(Some(signer))
    }

    /// What totems and backends are told of the key, base64.
    pub fn public_key(&self) -> &str {
        &self.public_key
    }

    /// The folder in which the totem looks for bundles.
    pub fn inbox(&self) -> PathBuf {
        self.desk.join("inbox")
    }

    /// A bundle with this number: the built-in profiles and the new ones.
    pub fn sign(&self, number: u64) -> Result<PathBuf> {
        self.sign_with(&self.desk, number)
    }

    /// The same by somebody nobody trusts.
    pub fn forge(&self, number: u64) -> Result<PathBuf> {
        let elsewhere = self.desk.join("forger");
        if !elsewhere.exists() {
            keygen(&elsewhere)?;
        }
        self.sign_with(&elsewhere, number)
    }

    /// A bundle that is signed well, and one of whose profiles makes no sense: the tool that signs
    /// would have refused.
    pub fn sign_broken(&self, number: u64) -> Result<Vec<u8>> {
        let good = fs::read_to_string(self.sign(number)?)?;
        let (first, content) = good.split_once('\n').context("a bundle of one line")?;
        let words: Vec<&str> = first.split(' ').collect();
        let [label, key_id, _] = words[..] else {
            bail!("a first line of other words: {first}");
        };
        let content = content.replace("read_chunk = 252", "read_chunk = 0");
        let message = [label.as_bytes(), &[0], content.as_bytes()].concat();
        let signature = STANDARD.encode(self.key()?.sign(&message));
        Ok(format!("{label} {key_id} {signature}\n{content}").into_bytes())
    }

    fn key(&self) -> Result<Ed25519KeyPair> {
        let pem = PrivatePkcs8KeyDer::from_pem_file(self.desk.join("card-profiles.key"))?;
        let key = Ed25519KeyPair::from_pkcs8_maybe_unchecked(pem.secret_pkcs8_der());
        key.ok().context("no Ed25519 key")
    }

    /// Puts a bundle into the totem's inbox, whole from the first moment on.
    pub fn deliver(&self, bundle: &[u8]) -> Result<()> {
        let (draft, place) = (self.desk.join("draft"), self.inbox().join("bundle"));
        fs::write(&draft, bundle)?;
        Ok(fs::rename(draft, place)?)
    }

    /// Takes out of the inbox what is in it.
    pub fn clear_inbox(&self) -> Result<()> {
        Ok(fs::remove_file(self.inbox().join("bundle"))?)
    }

    fn sign_with(&self, desk: &Path, number: u64) -> Result<PathBuf> {
        let bundle = desk.join(format!("{number}.bundle"));
        let mut command = Command::new(sibling("puntosi-backend")?);
        command
            .args(["card-profiles", "sign", "--key"])
            .arg(desk.join("card-profiles.key"))
            .args(["--number", &number.to_string(), "--output"])
            .arg(&bundle)
            .args(builtin()?)
            .args(&self.new_profiles);
        process::run(&mut command)?;
        Ok(bundle)
    }
}

fn keygen(desk: &Path) -> Result<String> {
    let mut command = Command::new(sibling("puntosi-backend")?);
    command.args(["card-profiles", "keygen"]).arg(desk);
    let printed = process::run(&mut command)?;
    let key = printed.split_whitespace().last();
    Ok(key.context("keygen prints no key")?.to_owned())
}

fn builtin() -> Result<Vec<PathBuf>> {
    let mut profiles = Vec::new();
    for file in fs::read_dir(BUILTIN).context(BUILTIN)? {
        let path = file?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            profiles.push(path);
        }
    }
    ensure!(!profiles.is_empty(), "no profiles in {BUILTIN}");
    profiles.sort();
    Ok(profiles)
}

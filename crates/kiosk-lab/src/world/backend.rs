// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The real backend on SQLite, with the deck's cards in its registry and their codes in its vault.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result};
use card_emulator::personalise::Inventory;
use serde::Deserialize;
use serde_json::Value;

use super::Plan;
use super::card_profiles::ProfileSigner;
use super::process::{self, Process};
use super::programs::sibling;

/// What the backend lets one totem do in an hour.
const QUOTAS: [&str; 2] = [
    "PUNTOSI__POLICY__KIOSK_OPENS_PER_HOUR",
    "PUNTOSI__POLICY__KIOSK_RELEASES_PER_HOUR",
];

/// Its published card profiles.
const BUNDLE: &str = "card-profiles.bundle";

/// `puntosi-backend serve`, and its other commands.
#[derive(Debug)]
pub struct Backend {
    folder: PathBuf,
    world: PathBuf,
    log_filter: String,
    minimum_key_bits: u16,
    visits_per_hour: Option<u32>,
    ready: Ready,
    process: Option<Process>,
}

/// The line with which the backend says where it listens.
#[derive(Clone, Debug, Deserialize)]
struct Ready {
    api: SocketAddr,
    enrolment: SocketAddr,
    management: SocketAddr,
}

impl Backend {
    /// Makes one in a folder of `world`. It trusts no cards yet, and does not serve.
    pub(super) fn make(world: &Path, plan: &Plan) -> Result<Self> {
        fs::create_dir_all(world.join("logs"))?;
        let folder = world.join("backend");
        process::run(
            Command::new(sibling("puntosi-backend")?)
                .arg("init")
                .arg(&folder),
        )?;
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        Ok(Self {
            folder,
            world: world.to_owned(),
            log_filter: plan.log_filter.clone(),
            minimum_key_bits: plan.minimum_key_bits,
            visits_per_hour: plan.visits_per_hour,
            ready: Ready {
                api: nowhere,
                enrolment: nowhere,
                management: nowhere,
            },
            process: None,
        })
    }

    /// Where totems find it.
    pub fn api(&self) -> SocketAddr {
        self.ready.api
    }

    /// Where totems are enrolled.
    pub fn enrolment(&self) -> SocketAddr {
        self.ready.enrolment
    }

    /// How often it has answered a request for a path that ends so with 200.
    pub fn times_answered(&self, path: &str) -> Result<u64> {
        let mut stream = TcpStream::connect(self.ready.management)?;
        stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n")?;
        let mut page = String::new();
        stream.read_to_string(&mut page)?;
        let series = format!("{path}\",status=\"200\"}}");
        let counts = page.lines().filter_map(|line| line.split_once(&series));
        Ok(counts
            .filter_map(|(_, count)| count.trim().parse::<u64>().ok())
            .sum())
    }

    /// Its configuration, keys and databases.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The root that totems are given by hand.
    pub fn root(&self) -> PathBuf {
        self.folder.join("tls/root.pem")
    }

    /// Stops it, as a machine would that fails.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// A one-time code for a totem that needs no approval.
    pub fn enrolment_code(&self, asset_tag: &str) -> Result<String> {
        let place = "Laboratorio";
        let add = [
            "kiosk",
            "add",
            "--asset-tag",
            asset_tag,
            "--place",
            place,
            "--auto-approve",
        ];
        let printed = self.run(&add)?;
        let code = printed.split_whitespace().last();
        Ok(code.context("no enrolment code was printed")?.to_owned())
    }

    /// What `show activation` says of a code.
    pub fn show_activation(&self, code: &str) -> Result<Value> {
        let printed = self.run(&["show", "activation", code, "--json"])?;
        serde_json::from_str(&printed).context("show activation does not print JSON")
    }

    /// Takes a file of cards into registry and vault.
    pub fn import(&self, registry: &Path) -> Result<()> {
        self.run(&["import-cards", &registry.to_string_lossy()])
            .map(drop)
    }

    /// Runs one of its commands; what it printed.
    fn run(&self, arguments: &[&str]) -> Result<String> {
        process::run(&mut self.command(arguments)?)
    }

    /// Pins the authority of the deck's cards and lays down its revocation list.
    pub(super) fn trust(&self, cards: &Path, inventory: &Inventory) -> Result<()> {
        let authority = cards.join(&inventory.ca_certificate);
        self.run(&["trust", "add-ca", &authority.to_string_lossy()])?;
        let crls = self.folder.join("trust/crls");
        fs::copy(cards.join(&inventory.crl), crls.join("deck.crl"))?;
        Ok(())
    }

    /// From its next start on it publishes the card profiles of this signer.
    pub(super) fn trust_profiles_of(&self, signer: &ProfileSigner) -> Result<()> {
        let key = signer.public_key();
        let mut file = File::options().append(true).open(self.configuration())?;
        write!(
            file,
            "\n[card_profiles]\nbundle = {BUNDLE:?}\nkeys = [{key:?}]\n"
        )?;
        Ok(())
    }

    /// The operator publishes a bundle of card profiles.
    pub fn publish_profiles(&self, bundle: &Path) -> Result<()> {
        let publish = ["card-profiles", "publish", &bundle.to_string_lossy()];
        self.run(&publish).map(drop)
    }

    /// Where the published bundle is, for somebody who does without the operator's command.
    pub fn published_profiles(&self) -> PathBuf {
        self.folder.join(BUNDLE)
    }

    /// Waits until it serves.
    pub(super) fn serve(&mut self) -> Result<()> {
        let mut command = self.command(&["serve"])?;
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Process::start("backend", &self.world, &mut command)?;
        let lines = process.stdout().context("the backend is mute")?;
        let mut lines = BufReader::new(lines);
        let mut line = String::new();
        while !line.contains("\"ready\"") {
            line.clear();
            if lines.read_line(&mut line)? == 0 {
                process.check()?;
                thread::yield_now();
            }
        }
        self.ready = serde_json::from_str(&line).context("the backend's first line")?;
        // Whatever it still says must have somewhere to go.
        thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        self.process = Some(process);
        Ok(())
    }

    fn configuration(&self) -> PathBuf {
        self.folder.join("puntosi-backend.toml")
    }

    fn command(&self, arguments: &[&str]) -> Result<Command> {
        let mut command = Command::new(sibling("puntosi-backend")?);
        command
            .args(arguments)
            .arg("--config")
            .arg(self.configuration())
            .env("PUNTOSI__LISTEN__API", "127.0.0.1:0")
            .env("PUNTOSI__LISTEN__ENROLMENT", "127.0.0.1:0")
            .env("PUNTOSI__LISTEN__MANAGEMENT", "127.0.0.1:0")
            .env(
                "PUNTOSI__POLICY__MINIMUM_KEY_BITS",
                self.minimum_key_bits.to_string(),
            )
            .env("RUST_LOG", &self.log_filter);
        if let Some(visits) = self.visits_per_hour {
            for quota in QUOTAS {
                command.env(quota, visits.to_string());
            }
        }
        Ok(command)
    }
}

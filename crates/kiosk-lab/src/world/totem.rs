// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The totem: the device program with one of its glasses, as a process whose power can be cut.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::card_profiles::ProfileSigner;
use super::process::{self, Process};
use super::programs::sibling;
use super::{Display, World, wrong_clock};

/// The number on the plate of the simulated totem.
pub(super) const ASSET_TAG: &str = "T-LAB-1";
/// The totem's fonts, where they are in the source tree.
pub(super) const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../kiosk-ui/fonts");

/// What a totem is looked at through.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum GlassKind {
    /// `puntosi-lab`: lines of JSON.
    Text,
    /// `puntosi-kiosk`: the real screen, in a window.
    Slint,
}

/// A totem that is on.
#[derive(Debug)]
pub struct Totem {
    process: Process,
}

impl Totem {
    pub(super) fn start(
        dir: &Path,
        glass: GlassKind,
        display: Option<&Display>,
        clock_days: i32,
    ) -> Result<Self> {
        let mut command = match glass {
            GlassKind::Text => Command::new(sibling("puntosi-lab")?),
            GlassKind::Slint => Command::new(sibling("puntosi-kiosk")?),
        };
        command.arg("--config").arg(config_file(dir));
        if let (GlassKind::Slint, Some(display)) = (glass, display) {
            command
                .args([
                    "--windowed",
                    "--lines",
                    "--scale",
                    &display.scale().to_string(),
                ])
                .env("DISPLAY", display.name())
                .env_remove("WAYLAND_DISPLAY");
        }
        if clock_days != 0 {
            wrong_clock::set(&mut command, clock_days)?;
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let process = Process::start("totem", dir, &mut command)?;
        Ok(Self { process })
    }

    /// What it prints, once.
    pub fn lines(&mut self) -> Result<ChildStdout> {
        self.process
            .stdout()
            .context("the totem's lines are read already")
    }

    /// Where the text glass takes touches, once.
    pub fn touches(&mut self) -> Result<ChildStdin> {
        self.process.stdin().context("the totem is touched already")
    }

    /// Switches it off in good order.
    pub fn stop(mut self) {
        self.process.stop();
    }
}

/// Gives the totem its identity with a one-time code.
pub(super) fn enrol(dir: &Path, code: &str) -> Result<()> {
    let mut command = Command::new(sibling("puntosi-kiosk")?);
    command
        .args([
            "enrol",
            "--code",
            code,
            "--asset-tag",
            ASSET_TAG,
            "--config",
        ])
        .arg(config_file(dir));
    process::run(&mut command).context("enrolment")?;
    Ok(())
}

/// Writes the totem's configuration: the product's own, with a laboratory's patience.
pub(super) fn write_config(world: &World) -> Result<()> {
    let dir = &world.dir;
    let state = state_dir(dir);
    let runtime = dir.join("totem-run");
    fs::create_dir_all(&state)?;
    fs::create_dir_all(&runtime)?;
    let text = format!(
        r#"# Written by the laboratory.
[totem]
state_dir = {state:?}
runtime_dir = {runtime:?}

[backend]
api = "127.0.0.1:{api}"
enrolment = "127.0.0.1:{enrolment}"
root = {root:?}
call_ms = 2000
retry_pauses_ms = [100, 300]
readiness_every_ms = 200

[reader]
names = {readers:?}
apdu_ms = {apdu_ms}
signature_ms = {signature_ms}

[card_profiles]
keys = {keys:?}
inbox = {inbox:?}

[printer]
device = {printer:?}

[screen]
backend = "desktop"
fonts_dir = {FONTS:?}

[session]
outcome_ms = 3000
code_on_screen_ms = 3000

[log]
format = "json"
filter = {filter:?}
"#,
        api = world.network.port(),
        enrolment = world.backend.enrolment().port(),
        root = world.backend.root(),
        readers = world.readers(),
        apdu_ms = world.plan.card_patience.answer.as_millis(),
        signature_ms = world.plan.card_patience.signature.as_millis(),
        keys = world
            .profiles
            .as_ref()
            .map(ProfileSigner::public_key)
            .as_slice(),
        inbox = world
            .profiles
            .as_ref()
            .map(ProfileSigner::inbox)
            .unwrap_or_default(),
        printer = world.printer.device(),
        filter = world.plan.log_filter,
    );
    fs::write(config_file(dir), text)?;
    Ok(())
}

pub(super) fn state_dir(dir: &Path) -> PathBuf {
    dir.join("totem-state")
}

fn config_file(dir: &Path) -> PathBuf {
    dir.join("totem.toml")
}

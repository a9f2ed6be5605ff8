// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The rival at the card: OpenSC as Debian installs it, and told that the card is a CNS.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use card_emulator::slot::Counters;

use crate::world::{CardSlot, wait_until};

const PATIENCE: Duration = Duration::from_secs(20);
const MODULE: &str = "opensc-pkcs11.so";
const ONLY_ITACNS: &str = "app default {\n\tcard_drivers = itacns;\n}\n";

/// How many ways there are to configure it.
pub(super) const RIVALS: usize = 2;

/// One way to configure it.
#[derive(Clone, Debug)]
pub(super) struct OpenSc {
    name: &'static str,
    home: PathBuf,
    configuration: Option<PathBuf>,
}

impl OpenSc {
    /// As it is installed, and at its best.
    pub(super) fn both(dir: &Path) -> Result<[Self; RIVALS]> {
        let dir = dir.join("opensc");
        fs::create_dir_all(&dir)?;
        let itacns = dir.join("itacns.conf");
        fs::write(&itacns, ONLY_ITACNS)?;
        let configured = |name, configuration| Self {
            name,
            home: dir.join("home"),
            configuration,
        };
        Ok([
            configured("OpenSC", None),
            configured("itacns only", Some(itacns)),
        ])
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// What it says to the card in the slot while it does something.
    pub(super) fn counted(
        &self,
        slot: &mut CardSlot,
        work: impl FnOnce(&Self) -> Result<()>,
    ) -> Result<Counters> {
        super::await_card(slot)?;
        let free = || {
            self.command("opensc-tool", &["--atr"])
                .status()
                .is_ok_and(|it| it.success())
        };
        wait_until("OpenSC sees the card", PATIENCE, free)?;
        slot.reset_counters()?;
        work(self)?;
        Ok(slot.status()?.counters)
    }

    /// What the kiosk does until it has the certificate.
    pub(super) fn read_certificate(&self) -> Result<()> {
        let arguments = ["--reader", "0", "--read-certificate", "01"];
        self.run("pkcs15-tool", &arguments)
    }

    /// What the kiosk does until it has a signature.
    pub(super) fn sign(&self, pin: &str) -> Result<()> {
        let message = self.home.with_file_name("message");
        let signature = self.home.with_file_name("signature");
        fs::write(&message, "A statement of no consequence.")?;
        let files = [
            "--input-file",
            &message.to_string_lossy(),
            "--output-file",
            &signature.to_string_lossy(),
        ];
        let sign = [
            "--module", MODULE, "--login", "--pin", pin, "--sign", "--id", "01",
        ];
        let mechanism = ["--mechanism", "SHA256-RSA-PKCS"];
        self.run("pkcs11-tool", &[&sign[..], &mechanism, &files].concat())
    }

    /// What the kiosk does to give the card a new PIN.
    pub(super) fn change_pin(&self, old: &str, new: &str) -> Result<()> {
        let change = ["--reader", "0", "--change-pin", "--auth-id", "01"];
        self.run(
            "pkcs15-tool",
            &[&change[..], &["--pin", old, "--new-pin", new]].concat(),
        )
    }

    fn run(&self, tool: &str, arguments: &[&str]) -> Result<()> {
        // It keeps what it has read of a card under HOME; a totem's next citizen has another card.
        if self.home.exists() {
            fs::remove_dir_all(&self.home)?;
        }
        fs::create_dir_all(&self.home)?;
        let output = self
            .command(tool, arguments)
            .stderr(Stdio::piped())
            .output();
        let output = output.with_context(|| format!("{tool} (package opensc)"))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success(),
            "{tool} failed: {}",
            complaint.trim()
        );
        Ok(())
    }

    fn command(&self, tool: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(tool);
        command
            .args(arguments)
            .env("HOME", &self.home)
            .env_remove("XDG_CACHE_HOME")
            .env_remove("OPENSC_CONF")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(configuration) = &self.configuration {
            command.env("OPENSC_CONF", configuration);
        }
        command
    }
}

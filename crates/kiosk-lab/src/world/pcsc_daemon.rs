// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The real smart-card daemon, with its virtual reader.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Result, ensure};

use super::process::Process;
use super::wait_until;

const SOCKET: &str = "/run/pcscd/pcscd.comm";
const REST: [&str; 2] = [SOCKET, "/run/pcscd/pcscd.pid"];
const VPCD: &str = "/etc/reader.conf.d/vpcd";

/// pcscd, as long as this lives.
#[derive(Debug)]
pub(super) struct PcscDaemon {
    _process: Process,
}

impl PcscDaemon {
    pub(super) fn start(dir: &Path) -> Result<Self> {
        ensure!(
            Path::new(VPCD).exists(),
            "no virtual reader: apt-get install pcscd vsmartcard-vpcd"
        );
        for file in REST {
            // Left behind by one that was killed, if any was.
            let _ = fs::remove_file(file);
        }
        let mut command = Command::new("pcscd");
        command.args(["--foreground", "--error"]);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut process = Process::start("pcscd", dir, quiet)?;
        wait_until("pcscd listens", Duration::from_secs(10), || {
            Path::new(SOCKET).exists()
        })?;
        process.check()?;
        Ok(Self { _process: process })
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A screen in memory, as tall as the totem's.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Result;

use super::process::Process;
use super::wait_until;

const NAME: &str = ":99";
const SOCKET: &str = "/tmp/.X11-unix/X99";

/// Xvfb, as long as this lives.
#[derive(Debug)]
pub struct Display {
    process: Process,
}

impl Display {
    pub(super) fn start(dir: &Path) -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command
            // The lock file would lie in everybody's /tmp; the socket does not.
            .args([NAME, "-nolock", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", "1080x1920x24"])
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let mut process = Process::start("xvfb", dir, &mut command)?;
        wait_until("Xvfb listens", Duration::from_secs(10), || {
            Path::new(SOCKET).exists()
        })?;
        process.check()?;
        Ok(Self { process })
    }

    /// What `DISPLAY` should say.
    pub fn name(&self) -> &'static str {
        NAME
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }
}

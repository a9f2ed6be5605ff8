// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The screen of the totem's window: one in memory, as tall as the totem's, or somebody's desktop.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::process::Process;
use super::wait_until;

const NAME: &str = ":99";
const SOCKET: &str = "/tmp/.X11-unix/X99";

/// Where the totem's window is.
#[derive(Debug)]
pub struct Display {
    name: String,
    scale: f32,
    _server: Option<Process>,
}

impl Display {
    /// Starts Xvfb, which lives as long as this.
    pub(super) fn in_memory(dir: &Path) -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command
            // The lock file would lie in everybody's /tmp; the socket does not.
            .args([NAME, "-nolock", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", "1080x1920x24"])
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let mut server = Process::start("xvfb", dir, &mut command)?;
        wait_until("Xvfb listens", Duration::from_secs(10), || {
            Path::new(SOCKET).exists()
        })?;
        server.check()?;
        Ok(Self {
            name: NAME.to_owned(),
            scale: 1.0,
            _server: Some(server),
        })
    }

    /// The screen of the person who started this; the totem is shown at this scale.
    pub(super) fn of_this_desktop(scale: f32) -> Result<Self> {
        Ok(Self {
            name: env::var("DISPLAY").context("DISPLAY is not set")?,
            scale,
            _server: None,
        })
    }

    /// What `DISPLAY` should say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The size of the totem's window: 1.0 is 1080x1920.
    pub fn scale(&self) -> f32 {
        self.scale
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The rival on the screen: Chromium as kiosk software that is a web page runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

pub(super) const NAME: &str = "Chromium --kiosk";

/// It needs neither network nor graphics card nor updates here, and is told so.
const FLAGS: [&str; 12] = [
    "--kiosk",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--password-store=basic",
    "--window-position=0,0",
    "--window-size=1080,1920",
];

/// A browser with a profile of its own, which later starts find as the first one left it.
pub(super) struct Browser {
    page: PathBuf,
    home: PathBuf,
}

impl Browser {
    pub(super) fn new(dir: &Path, page: PathBuf) -> Result<Self> {
        let home = dir.join("browser");
        fs::create_dir_all(&home)?;
        Ok(Self { page, home })
    }

    pub(super) fn command(&self, display: &str) -> Command {
        let mut command = Command::new("chromium");
        command
            .args(FLAGS)
            .arg(format!(
                "--user-data-dir={}",
                self.home.join("profile").display()
            ))
            .arg(format!("file://{}", self.page.display()))
            .env("DISPLAY", display)
            .env("HOME", &self.home)
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XAUTHORITY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A wall clock that is wrong for one program: the machine's own clock belongs to everybody on it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result};

/// Where Debian keeps libraries, a folder an architecture.
const LIBRARIES: &str = "/usr/lib";
const FAKETIME: &str = "faketime/libfaketimeMT.so.1";

/// Makes the wall clock of a program wrong by so many days. Time passes as ever.
pub(super) fn set(command: &mut Command, days: i32) -> Result<()> {
    command
        .env("LD_PRELOAD", faketime()?)
        .env("FAKETIME", format!("{days:+}d"))
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    Ok(())
}

fn faketime() -> Result<PathBuf> {
    let folders = fs::read_dir(LIBRARIES)?.flatten();
    folders
        .map(|folder| folder.path().join(FAKETIME))
        .find(|library| library.is_file())
        .context("no clock can be made wrong: apt-get install libfaketime")
}

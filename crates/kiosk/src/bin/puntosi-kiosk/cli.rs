// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The command line.

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use kiosk::config::LogFormat;

/// The PuntoSì totem: transfers the activation of a health smart card from the old one to the new.
#[derive(Parser)]
#[command(version, about)]
pub(crate) struct Cli {
    /// Configuration file (TOML). PUNTOSI__SECTION__KEY variables override it.
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,

    /// Open a window instead of taking the whole screen.
    #[arg(long)]
    pub(crate) windowed: bool,

    /// The window's size: 1.0 is 1080x1920.
    #[arg(long, default_value_t = 1.0, value_name = "FACTOR")]
    pub(crate) scale: f32,

    /// Print one JSON line per page, with what can be touched where; for tests. Needs --windowed.
    #[arg(long, requires = "windowed")]
    pub(crate) lines: bool,

    /// How log lines look, whatever the configuration says.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) log_format: Option<LogFormat>,

    /// Print the effective configuration and where each value came from.
    #[arg(long)]
    pub(crate) print_config: bool,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Give this totem its identity with a one-time code from the backend's operator.
    Enrol {
        /// The one-time code.
        #[arg(long)]
        code: String,
        /// The number on the totem's plate.
        #[arg(long)]
        asset_tag: String,
    },
}

/// Writes to standard output, as asked for.
pub(crate) fn say(text: &str) {
    // A reader that went away has read enough.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Writes one line to standard error.
pub(crate) fn complain(reason: &str) {
    let _ = writeln!(std::io::stderr(), "puntosi-kiosk: {reason}");
}

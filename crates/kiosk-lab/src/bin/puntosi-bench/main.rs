// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-bench`: the figures, beside those of the rivals on the same machine.

use std::fs;
use std::io::{Write as _, stderr, stdout};
use std::path::{Path, PathBuf, absolute};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum as _};
use kiosk_lab::bench::{self, Chapter};
use kiosk_lab::world::private::{self, Side};

/// Where temporary files are never in memory: what is made durable is to take its time.
const DISK: &str = "/var/tmp";

/// Measures the product beside its rivals: OpenSC at the card, Chromium on the screen. A missed
/// goal is told and is no failure.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Write all figures, with every single run, to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Measure only these chapters.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "CHAPTERS")]
    only: Vec<Chapter>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            // If even stderr is gone, the exit code still tells.
            let _ = writeln!(stderr(), "puntosi-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let json = arguments.json.as_deref().map(absolute).transpose()?;
    match private::enter(true)? {
        Side::Outside(code) => Ok(code),
        Side::Inside(_memory) => {
            let disk = tempfile::tempdir_in(DISK).context(DISK)?;
            measure(arguments, json.as_deref(), disk.path())
        }
    }
}

fn measure(arguments: &Arguments, json: Option<&Path>, dir: &Path) -> Result<ExitCode> {
    let chapters = match arguments.only.as_slice() {
        [] => Chapter::value_variants(),
        some => some,
    };
    let report = bench::run(dir, chapters);
    write!(stdout(), "{report}").context("standard output")?;
    if let Some(json) = json {
        let text = serde_json::to_string_pretty(&report)? + "\n";
        fs::write(json, text).with_context(|| json.display().to_string())?;
    }
    Ok(if report.failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

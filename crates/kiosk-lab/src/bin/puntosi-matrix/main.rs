// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-matrix`: every generation of cards meets every fault, and the document that tells it.

use std::fs;
use std::io::{Write as _, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use kiosk_lab::matrix::{self, Cell, Fault, GENERATIONS};
use kiosk_lab::world::private::{self, Side};

/// Whole visits at the totem, with every generation of cards and every fault.
///
/// Plays each generation in a private world of its own, side by side, and tells each cell on
/// standard error; exit 0 only if every one is as the design wants it.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Only these generations.
    #[arg(long, value_delimiter = ',', value_name = "NAME,…")]
    generations: Vec<String>,
    /// Only these rows.
    #[arg(long, value_delimiter = ',', value_name = "NAME,…")]
    rows: Vec<String>,
    /// Write the document here.
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
    /// Write the cells here, as a JSON array.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Play this one generation here and now, and print its cells, one JSON object a line.
    #[arg(long, value_name = "NAME")]
    generation: Option<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match &arguments.generation {
        Some(generation) => play_one(generation, &arguments),
        None => play_all(&arguments),
    };
    ended.unwrap_or_else(|error| {
        // If even stderr is gone, the exit code still tells.
        let _ = writeln!(stderr(), "puntosi-matrix: {error:#}");
        ExitCode::FAILURE
    })
}

fn play_one(generation: &str, arguments: &Arguments) -> Result<ExitCode> {
    let faults = faults(&arguments.rows)?;
    match private::enter(true)? {
        Side::Outside(code) => Ok(code),
        Side::Inside(dir) => {
            matrix::play(&dir, generation, &faults, print)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn print(cell: &Cell) -> Result<()> {
    let line = serde_json::to_string(cell)?;
    writeln!(stdout().lock(), "{line}").context("standard output")
}

fn play_all(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let named: Vec<&str> = arguments.generations.iter().map(String::as_str).collect();
    let generations = if named.is_empty() {
        &GENERATIONS
    } else {
        &named[..]
    };
    let cells = matrix::play_all(generations, &arguments.rows, tell)?;
    if let Some(file) = &arguments.table {
        write(file, &matrix::table(&cells))?;
    }
    if let Some(file) = &arguments.json {
        write(file, &(serde_json::to_string_pretty(&cells)? + "\n"))?;
    }
    let wrong = cells.iter().filter(|cell| !cell.is_right()).count();
    let seconds = start.elapsed().as_secs();
    let mut say = stderr().lock();
    writeln!(say, "{} cells, {wrong} wrong, {seconds} s", cells.len())?;
    Ok(if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A good cell is one line; a wrong one tells its whole story.
fn tell(cell: &Cell) {
    let text = if cell.is_right() {
        let (fault, generation) = (&cell.fault, &cell.generation);
        format!(
            "{generation} {fault}: {}, {} ms\n",
            cell.entry(),
            cell.took_ms
        )
    } else {
        cell.to_string()
    };
    // Nobody may be listening; the exit code tells.
    let _ = stderr().lock().write_all(text.as_bytes());
}

fn faults(names: &[String]) -> Result<Vec<Fault>> {
    let all = matrix::faults();
    if let Some(unknown) = names
        .iter()
        .find(|name| !all.iter().any(|it| it.name == **name))
    {
        bail!("there is no row {unknown}");
    }
    let wanted = |fault: &Fault| names.is_empty() || names.contains(&fault.name);
    Ok(all.into_iter().filter(wanted).collect())
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| file.display().to_string())
}

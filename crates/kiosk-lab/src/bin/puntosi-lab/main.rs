// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-lab`: the totem with a text glass on standard input and output.

mod text_glass;

use std::io::{BufRead as _, Write as _, stderr, stdin};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use anyhow::{Context as _, Result};
use clap::Parser;
use kiosk::config::LogFormat;
use kiosk::{Device, Inbox, config, harden, in_one_line, start_logging};
use phrases::Phrases;

use text_glass::{Paper, TextGlass};

/// The PuntoSì totem for programs: one JSON line per screen change out, one per touch in.
///
/// A touch is {"action":"start"}, {"action":"digit","value":"1"}, and so on, with the actions of
/// the last screen. It stops when its input ends.
#[derive(Parser)]
#[command(version, verbatim_doc_comment)]
struct Arguments {
    /// Configuration file (TOML). PUNTOSI__SECTION__KEY variables override it.
    #[arg(long, value_name = "FILE")]
    config: PathBuf,

    /// How log lines look, whatever the configuration says.
    #[arg(long, value_name = "FORMAT", value_enum)]
    log_format: Option<LogFormat>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If even stderr is gone, the exit code still tells.
            let _ = writeln!(stderr(), "puntosi-lab: {}", in_one_line(&error));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let mut config = config::load(Some(&arguments.config))?;
    if let Some(format) = arguments.log_format {
        config.log.format = format;
    }
    start_logging(&config.log);
    harden().context("core dumps cannot be switched off")?;
    let paper = Paper::default();
    let glass = TextGlass::new(paper.clone());
    let mut inbox = None;
    let (device, inputs) = Device::new(config, Arc::new(Phrases::new()), |to_loop| {
        inbox = Some(to_loop.clone());
        Box::new(glass)
    })?;
    let inbox = inbox.context("the glass was not asked for")?;
    thread::Builder::new()
        .name("touches".into())
        .spawn(move || pass_touches(&paper, &inbox))?;
    device.run(&inputs);
    Ok(())
}

fn pass_touches(paper: &Paper, inbox: &Inbox) {
    for line in stdin().lock().lines().map_while(Result::ok) {
        if line.trim().is_empty() {
            continue;
        }
        match paper.read(&line) {
            Ok(touch) => inbox.touched(touch),
            Err(error) => paper.complain(error),
        }
    }
    inbox.stop();
}

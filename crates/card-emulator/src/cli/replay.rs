// SPDX-License-Identifier: EUPL-1.2
//! `cns-emulator replay`: does this card answer as that one did?

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use card_emulator::card::{Challenges, Code};
use card_emulator::replay::{Secrets, replay};
use card_emulator::store::CardDir;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ReplayArguments {
    /// What `run --log FILE` has written
    log: PathBuf,
    /// Directory of the card to play it to; nothing in it changes
    card: PathBuf,
    /// Play the commands of this reader
    #[arg(long, value_name = "N", default_value_t = 0)]
    reader: usize,
    /// Present this PIN where the log hides the right one [default: the card's own]
    #[arg(long, value_name = "DIGITS", value_parser = code)]
    pin: Option<Code>,
    /// Present this PUK where the log hides the right one [default: the card's own]
    #[arg(long, value_name = "DIGITS", value_parser = code)]
    puk: Option<Code>,
    /// Where the log hides a new PIN or PUK, take this [default: 24680135]
    #[arg(long, value_name = "DIGITS", value_parser = code)]
    new: Option<Code>,
}

/// # Errors
/// Also when a command ends differently, after telling which.
pub(crate) fn run(arguments: ReplayArguments) -> Result<()> {
    let path = arguments.log.display();
    let log = fs::read_to_string(&arguments.log).with_context(|| format!("cannot read {path}"))?;
    // The same challenges every time; only their lengths are compared.
    let (_, mut card) = CardDir::load(&arguments.card, Challenges::from_seed([0; 32]))?;
    let secrets = Secrets {
        pin: arguments.pin,
        puk: arguments.puk,
        new: arguments.new,
    };
    let report =
        replay(&log, arguments.reader, &mut card, secrets).with_context(|| path.to_string())?;
    let (played, differ) = (report.played, report.differences.len());
    let mut out = io::stdout().lock();
    for difference in &report.differences {
        writeln!(out, "{difference}")?;
    }
    ensure!(
        played > 0,
        "{path} has no commands of reader {}",
        arguments.reader
    );
    ensure!(differ == 0, "{differ} of {played} commands end differently");
    writeln!(out, "{played} commands end as in the log")?;
    Ok(())
}

fn code(digits: &str) -> Result<Code, &'static str> {
    Code::from_digits(digits).ok_or("5 to 8 digits")
}

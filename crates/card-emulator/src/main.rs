// SPDX-License-Identifier: EUPL-1.2
//! The program `cns-emulator`: makes decks of cards and plays one in a reader.

mod cli;

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use card_emulator::personalise::{Deck, Order, personalise};
use card_emulator::profile::Generation;
use clap::{Args, Parser, Subcommand, ValueEnum};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A software TS-CNS (Tessera Sanitaria - Carta Nazionale dei Servizi).
///
/// First make test cards:   cns-emulator personalise /tmp/cards
/// then put one in pcscd's virtual reader (package vsmartcard-vpcd):
///     cns-emulator run /tmp/cards/same-person/old --vpcd 127.0.0.1:35963
/// and look at it with any PC/SC program:   pkcs15-tool --read-certificate 01
/// What can go wrong with a card, here it can be ordered:   cns-emulator run --help
///
/// All people, cards and keys are invented.
#[derive(Debug, Parser)]
#[command(version, verbatim_doc_comment)]
struct Arguments {
    /// What the program tells about itself on stderr
    #[arg(long, global = true, value_enum, default_value = "text")]
    log_format: LogFormat,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a test CA with its CRL, decks of cards, registry.jsonl and deck.json
    Personalise(PersonaliseArguments),
    /// Play cards in virtual readers until stopped
    Run(cli::run::RunArguments),
    /// Play a log of `run --log` to a card and tell what ends differently
    Replay(cli::replay::ReplayArguments),
}

#[derive(Debug, Args)]
struct PersonaliseArguments {
    /// Directory to fill; files of an earlier run are overwritten
    dir: PathBuf,
    /// Only these decks [default: all]
    #[arg(long, num_args = 1.., value_name = "NAME")]
    deck: Vec<Deck>,
    /// Same seed and time, same PINs and card numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day everything is relative to, such as 2026-11-23T12:00:00Z [default: now]
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    now: Option<OffsetDateTime>,
    /// Each deck so many times, for other people each time: same-person, same-person-2…
    #[arg(long, value_name = "N", default_value_t = 1)]
    copies: usize,
    /// Old cards with a chip are of this generation: athena10, incard10, st11, oberthur10,
    /// idemia21, cardos10, ace25 or a .toml file [default: the deck's own]
    #[arg(long, value_name = "GENERATION")]
    old_generation: Option<String>,
    /// The same for new cards
    #[arg(long, value_name = "GENERATION")]
    new_generation: Option<String>,
    /// One more generation, called what this file calls it (see data/generations). Old and new
    /// cards are of it unless --old-generation or --new-generation is given
    #[arg(long, value_name = "FILE.toml")]
    generation_file: Option<PathBuf>,
}

impl PersonaliseArguments {
    /// What was asked for as the generation of old and new cards: built-in names and paths.
    fn generations(&self) -> Result<(Option<String>, Option<String>)> {
        let Some(file) = &self.generation_file else {
            return Ok((self.old_generation.clone(), self.new_generation.clone()));
        };
        let name = Generation::from_file(file)?.profile.name;
        let path = file.to_str().context("--generation-file is no text")?;
        if self.old_generation.is_none() && self.new_generation.is_none() {
            return Ok((Some(path.to_owned()), Some(path.to_owned())));
        }
        let found = |asked: &Option<String>| match asked {
            Some(asked) if *asked == name => Some(path.to_owned()),
            asked => asked.clone(),
        };
        Ok((found(&self.old_generation), found(&self.new_generation)))
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_logging(arguments.log_format);
    let done = match arguments.command {
        Command::Personalise(arguments) => make_decks(arguments),
        Command::Run(arguments) => cli::run::run(arguments),
        Command::Replay(arguments) => cli::replay::run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, with its causes. If even stderr is gone, the exit code still tells.
            let _ = writeln!(io::stderr(), "cns-emulator: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start_logging(format: LogFormat) {
    let logging = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match format {
        LogFormat::Text => logging.compact().with_target(false).init(),
        LogFormat::Json => logging.json().init(),
    }
}

fn make_decks(arguments: PersonaliseArguments) -> Result<()> {
    let (old_generation, new_generation) = arguments.generations()?;
    let decks = if arguments.deck.is_empty() {
        Deck::ALL.to_vec()
    } else {
        arguments.deck
    };
    let now = arguments.now.unwrap_or_else(OffsetDateTime::now_utc);
    personalise(
        &arguments.dir,
        &Order {
            decks,
            seed: arguments.seed,
            now,
            copies: arguments.copies,
            old_generation,
            new_generation,
        },
    )?;
    Ok(())
}

fn moment(text: &str) -> Result<OffsetDateTime, time::error::Parse> {
    OffsetDateTime::parse(text, &Rfc3339)
}

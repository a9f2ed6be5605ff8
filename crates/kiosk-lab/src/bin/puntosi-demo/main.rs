// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `puntosi-demo`: the whole product on one machine, for people to try and for programs to check.

mod workbench;

use std::env;
use std::io::{Write as _, stderr, stdout};
use std::path::{Path, PathBuf, absolute};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser;
use kiosk_lab::journey::Journey;
use kiosk_lab::rehearsal::Rehearsal;
use kiosk_lab::scenarios::Scenario;
use kiosk_lab::world::GlassKind;
use kiosk_lab::world::private::{self, Side};

/// The totem with everything around it: pcscd with a virtual reader, software cards, a receipt
/// printer on a serial line, and the reference backend on SQLite.
///
/// Opens the totem in a window and a test bench beside it. Without a display it plays the scenario
/// by itself, as with --auto, and says where the pictures are.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Play a scenario with synthetic touches, and check how it ends. No person needed.
    #[arg(long)]
    auto: bool,
    /// Which scenario, and whose cards.
    #[arg(long, default_value = "same-person", value_parser = scenario, value_name = "NAME")]
    scenario: Scenario,
    /// Generation of the old card, in place of the scenario's.
    #[arg(long, value_name = "NAME|FILE.toml")]
    old_generation: Option<String>,
    /// Generation of the new card, in place of the scenario's.
    #[arg(long, value_name = "NAME|FILE.toml")]
    new_generation: Option<String>,
    /// A card profile that no program has built in, for the scenarios in which one arrives.
    #[arg(long, value_name = "FILE.toml")]
    card_profile: Vec<PathBuf>,
    /// Where journey.json, pictures, slip and logs go.
    #[arg(long, default_value = "target/demo", value_name = "DIR")]
    out: PathBuf,
    /// Through which glass.
    #[arg(long, value_enum, default_value = "slint")]
    glass: GlassKind,
    /// The size of the totem's window; 1.0 is 1080x1920.
    #[arg(long, default_value_t = 0.5, value_name = "FACTOR")]
    scale: f32,
    /// What the programs log: a tracing filter.
    #[arg(long, default_value = "info", value_name = "FILTER")]
    log: String,
    /// Leave a copy of everything in DIR/world: databases, keys, cards.
    #[arg(long)]
    keep_world: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            // If even stderr is gone, the exit code still tells.
            let _ = writeln!(stderr(), "puntosi-demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let out = absolute(&arguments.out)?;
    // Nobody can touch a window that nobody sees.
    let alone = arguments.auto || env::var_os("DISPLAY").is_none();
    match private::enter(alone)? {
        Side::Outside(code) => Ok(code),
        Side::Inside(dir) if alone => rehearse(arguments, out, &dir),
        Side::Inside(dir) => workbench::open(&dir, arguments),
    }
}

fn rehearse(arguments: &Arguments, out: PathBuf, dir: &Path) -> Result<ExitCode> {
    let rehearsal = Rehearsal {
        scenario: arguments.scenario,
        glass: arguments.glass,
        old_generation: arguments.old_generation.clone(),
        new_generation: arguments.new_generation.clone(),
        card_profiles: arguments.card_profile.clone(),
        out,
        log_filter: arguments.log.clone(),
        keep_world: arguments.keep_world,
    };
    let journey = rehearsal.play(dir)?;
    summarise(&journey, &rehearsal.out).context("standard output")?;
    Ok(if journey.passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn summarise(journey: &Journey, out: &Path) -> std::io::Result<()> {
    let mut print = stdout().lock();
    let verdict = if journey.passed {
        "as it should be"
    } else {
        "NOT AS IT SHOULD BE"
    };
    let outcome = journey.outcome.as_deref().unwrap_or("no outcome");
    writeln!(print, "{}: {outcome}, {verdict}", journey.scenario)?;
    if let Some(error) = &journey.error {
        writeln!(print, "  {error}")?;
    }
    let apdus: u64 = journey.traffic.iter().map(|phase| phase.apdus).sum();
    let seconds = journey.duration_ms / 1000;
    writeln!(
        print,
        "  {} pages, {apdus} APDUs, {seconds} s",
        journey.steps.len()
    )?;
    for judgement in &journey.judgements {
        let answer = if judgement.right { "yes" } else { "NO" };
        writeln!(
            print,
            "  {}: {}: {answer}",
            judgement.judge, judgement.question
        )?;
    }
    writeln!(print, "  see {}", out.display())
}

fn scenario(name: &str) -> Result<Scenario, String> {
    let names = Scenario::ALL.map(|scenario| scenario.name);
    Scenario::named(name).ok_or_else(|| format!("there are: {}", names.join(", ")))
}

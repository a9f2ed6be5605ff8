// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `journey.json`: what a run of a scenario was, for people, tests and other tools.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use card_emulator::slot::Counters;
use serde::{Deserialize, Serialize};

use crate::glass::Seen;
use crate::world::GlassKind;

/// The name of the file.
pub const FILE: &str = "journey.json";

/// One run.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Journey {
    /// The scenario's name.
    pub scenario: String,
    /// Through which glass.
    pub glass: GlassKind,
    /// Generation of the old card.
    pub old_card: String,
    /// Generation of the new card.
    pub new_card: String,
    /// How the visit ended on the screen, `O01` to `O24`.
    pub outcome: Option<String>,
    /// How it should.
    pub expected: Option<String>,
    /// The outcome is the scenario's, and all else the scenario asks for is so.
    pub passed: bool,
    /// Why not.
    pub error: Option<String>,
    /// The code of the case, if one was given.
    pub code: Option<String>,
    /// Every page, in order.
    pub steps: Vec<Step>,
    /// What passed between reader and cards.
    pub traffic: Vec<Traffic>,
    /// From the first touch to the last page, milliseconds.
    pub duration_ms: u64,
    /// What others say of the result.
    pub judgements: Vec<Judgement>,
    /// A slip was printed.
    pub slip: bool,
    /// What took part.
    pub versions: Versions,
}

/// One page.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Step {
    /// Its name.
    pub screen: String,
    /// When it came, milliseconds from the first page.
    pub entered_ms: u64,
    /// How long it stayed; of the last page, until the end.
    pub duration_ms: u64,
    /// Its language.
    pub lang: String,
    /// Its title.
    pub title: String,
    /// Its other words, in order.
    pub lines: Vec<String>,
    /// Tries left as the card said.
    pub tries_left: Option<u8>,
    /// The file of its picture.
    pub picture: Option<String>,
}

/// What passed between reader and card in one phase of a visit.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Traffic {
    /// Which phase.
    pub phase: String,
    /// Command APDUs.
    pub apdus: u64,
    /// Bytes of commands.
    pub bytes_to_card: u64,
    /// Bytes of answers.
    pub bytes_from_card: u64,
    /// VERIFY among them.
    pub verifies: u64,
    /// Microseconds that real contact cards would have taken.
    pub card_us: u64,
}

/// What somebody who had no part in it says.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Judgement {
    /// Who.
    pub judge: String,
    /// What was asked.
    pub question: String,
    /// Whether the answer is the right one.
    pub right: bool,
}

/// What took part.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Versions {
    /// This product.
    pub puntosi: String,
    /// The smart-card daemon.
    pub pcscd: String,
    /// The judge of cards.
    pub opensc: String,
}

impl Journey {
    /// Reads the file a run left in `dir`.
    pub fn read(dir: &Path) -> Result<Self> {
        let text = std::fs::read(dir.join(FILE)).context(FILE)?;
        serde_json::from_slice(&text).context(FILE)
    }

    /// Writes the file.
    pub fn write(&self, dir: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        std::fs::write(dir.join(FILE), text + "\n").context(FILE)
    }

    /// Whether a page with this name was shown.
    pub fn shows(&self, screen: &str) -> bool {
        self.steps.iter().any(|step| step.screen == screen)
    }
}

impl Traffic {
    /// Nothing so far.
    pub fn none(phase: &str) -> Self {
        Self {
            phase: phase.to_owned(),
            apdus: 0,
            bytes_to_card: 0,
            bytes_from_card: 0,
            verifies: 0,
            card_us: 0,
        }
    }

    /// And what a card's slot has counted.
    pub fn add(&mut self, counters: &Counters) {
        self.apdus += counters.apdus;
        self.bytes_to_card += counters.bytes_in;
        self.bytes_from_card += counters.bytes_out;
        self.verifies += counters.verify;
        self.card_us += counters.simulated_us;
    }
}

impl Versions {
    /// Asks them.
    pub fn ask() -> Self {
        Self {
            puntosi: env!("CARGO_PKG_VERSION").to_owned(),
            pcscd: first_line("pcscd", "--version"),
            opensc: first_line("opensc-tool", "--version"),
        }
    }
}

/// Pages as steps; `picture_of` knows the pictures' files.
pub fn steps(pages: &[Seen], picture_of: impl Fn(usize) -> Option<String>) -> Vec<Step> {
    let now = Instant::now();
    let first = pages.first().map_or(now, |page| page.at);
    let ends = pages.iter().skip(1).map(|page| page.at).chain([now]);
    let step = |(page, end): (&Seen, Instant)| Step {
        screen: page.line.screen.clone(),
        entered_ms: millis(page.at - first),
        duration_ms: millis(end - page.at),
        lang: page.line.lang.clone(),
        title: page.line.title.clone(),
        lines: page.line.lines.clone(),
        tries_left: page.line.tries_left,
        picture: picture_of(page.number),
    };
    pages.iter().zip(ends).map(step).collect()
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn first_line(program: &str, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    let text = output
        .map(|output| [output.stdout, output.stderr].concat())
        .unwrap_or_default();
    String::from_utf8_lossy(&text)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What the product promises in figures, measured beside a rival in the same run.

mod block_size;
mod browser;
mod card_traffic;
mod cards;
mod eye;
mod figure;

mod journey;
mod machine;
mod opensc;
mod process_tree;
mod report;
mod screen;
mod time_in_cards;
mod twin;
mod visits;

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use clap::ValueEnum;

pub use figure::{Figure, Rival};
pub use machine::{Machine, Versions};
pub use report::{Failure, Report};

use crate::world::{CardSlot, wait_until};

/// A part of the benchmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Chapter {
    /// APDUs, bytes and simulated time of each generation, beside OpenSC.
    Cards,
    /// The same of whole visits.
    Visits,
    /// APDUs of a visit, and the time the software adds to it.
    Journey,
    /// First frame, memory and processor time, beside Chromium.
    Screen,
}

impl Chapter {
    fn measure(self, dir: &Path) -> Result<Vec<Figure>> {
        match self {
            Self::Cards => cards::measure(dir),
            Self::Visits => visits::measure(dir),
            Self::Journey => journey::measure(dir),
            Self::Screen => screen::measure(dir),
        }
    }
}

/// Measures the chapters in worlds below `dir`. Needs [`private::enter`](crate::world::private).
///
/// A chapter that cannot be measured is told in the report and takes no other along.
pub fn run(dir: &Path, chapters: &[Chapter]) -> Report {
    let mut report = Report::begin();
    for chapter in chapters {
        match chapter.measure(dir) {
            Ok(figures) => report.figures.extend(figures),
            Err(error) => report.failures.push(Failure {
                chapter: format!("{chapter:?}").to_lowercase(),
                error: format!("{error:#}"),
            }),
        }
    }
    report
}

/// Waits until the reader has noticed the card, and not the one before it.
fn await_card(slot: &mut CardSlot) -> Result<()> {
    let connected = || slot.status().is_ok_and(|status| status.connected);
    wait_until(
        "the reader has the card",
        Duration::from_secs(20),
        connected,
    )
}

/// A duration as a figure.
fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! All figures of a run, as a table for people and as JSON for programs.

use std::fmt;

use serde::Serialize;

use super::{Figure, Machine, Rival, Versions};

/// Everything a run found out.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// On what it ran.
    pub machine: Machine,
    /// The commit it was built from, with a `+` for changes since.
    pub commit: String,
    /// What took part.
    pub versions: Versions,
    /// The figures.
    pub figures: Vec<Figure>,
    /// What could not be measured.
    pub failures: Vec<Failure>,
}

/// A chapter that could not be measured, and why.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// Its name.
    pub chapter: String,
    /// Why.
    pub error: String,
}

impl Report {
    pub(super) fn begin() -> Self {
        Self {
            machine: Machine::this(),
            commit: super::machine::commit(),
            versions: Versions::ask(),
            figures: Vec::new(),
            failures: Vec::new(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.machine)?;
        writeln!(out, "commit {}, {}\n", self.commit, self.versions)?;
        writeln!(out, "{:<54} {:>8} {:>10}  beside", "median", "ours", "goal")?;
        for figure in &self.figures {
            row(out, figure)?;
        }
        footnotes(out, &self.figures)?;
        for failure in &self.failures {
            writeln!(out, "NOT MEASURED: {}: {}", failure.chapter, failure.error)?;
        }
        Ok(())
    }
}

fn row(out: &mut fmt::Formatter<'_>, figure: &Figure) -> fmt::Result {
    let name = format!("{}, {}", figure.name, figure.unit);
    let value = number(figure.value);
    let goal = figure
        .goal
        .map(|goal| format!("<= {}", number(goal)))
        .unwrap_or_default();
    let rivals: Vec<String> = figure.rivals.iter().map(beside).collect();
    let wanted = figure
        .goal_ratio
        .map(|goal| format!(" (goal {goal:.0}x)"))
        .unwrap_or_default();
    let verdict = if figure.misses() { "  GOAL MISSED" } else { "" };
    let line = format!(
        "{name:<54} {value:>8} {goal:>10}  {}{wanted}",
        rivals.join("; ")
    );
    writeln!(out, "{}{verdict}", line.trim_end())
}

fn beside(rival: &Rival) -> String {
    let Some(value) = rival.value else {
        return format!("{} not supported", rival.name);
    };
    let ratio = rival
        .ratio
        .map(|ratio| format!(" ({ratio:.1}x)"))
        .unwrap_or_default();
    format!("{} {}{ratio}", rival.name, number(value))
}

fn footnotes(out: &mut fmt::Formatter<'_>, figures: &[Figure]) -> fmt::Result {
    writeln!(out)?;
    for figure in figures {
        if let Some(definition) = figure.definition {
            writeln!(out, "{}: {definition}", figure.name)?;
        }
    }
    let missed = figures.iter().filter(|figure| figure.misses()).count();
    match missed {
        0 if figures.is_empty() => Ok(()),
        0 => writeln!(out, "\nevery goal met"),
        1 => writeln!(out, "\n1 goal missed"),
        _ => writeln!(out, "\n{missed} goals missed"),
    }
}

/// Counts without, all else with one decimal.
fn number(value: f64) -> String {
    if value.fract() == 0.0 {
        format!("{value:.0}")
    } else {
        format!("{value:.1}")
    }
}

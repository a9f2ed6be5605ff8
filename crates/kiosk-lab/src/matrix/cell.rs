// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! One visit of one generation with one fault: what came of it, for the table and for the reader
//! of a failure.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ledger::Sent;

/// A cell of the matrix.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Cell {
    /// The row.
    pub fault: String,
    /// The column.
    pub generation: String,
    /// The outcome that the screen told; `None` if the visit came to none.
    pub outcome: Option<String>,
    /// What reached the old card.
    pub old: Sent,
    /// What reached the new card.
    pub new: Sent,
    /// The longest that the person waited for the next page, milliseconds.
    pub longest_ms: u64,
    /// How long the visit took, milliseconds.
    pub took_ms: u64,
    /// What is not as it should be; nothing in a good cell.
    pub wrong: Vec<String>,
    /// Names of the pages, in order.
    pub pages: Vec<String>,
    /// What was logged meanwhile; kept only when something is wrong.
    pub log: Vec<String>,
}

impl Cell {
    /// Whether it is as the design wants it.
    pub fn is_right(&self) -> bool {
        self.wrong.is_empty()
    }

    /// What stands in the table: nothing in it depends on time or chance.
    pub fn entry(&self) -> String {
        let outcome = self.outcome.as_deref().unwrap_or("no outcome");
        let (old, new) = (&self.old, &self.new);
        format!("{outcome} {}·{}·{}", old.verify, new.change, new.verify)
    }
}

impl fmt::Display for Cell {
    /// The story of a cell, for whoever has to find out what went wrong.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{} / {}: {}",
            self.fault,
            self.generation,
            self.entry()
        )?;
        for wrong in &self.wrong {
            writeln!(out, "  WRONG: {wrong}")?;
        }
        writeln!(out, "  pages: {}", self.pages.join(", "))?;
        writeln!(out, "  old card: {:?}", self.old)?;
        writeln!(out, "  new card: {:?}", self.new)?;
        writeln!(
            out,
            "  {} ms, at most {} ms a page",
            self.took_ms, self.longest_ms
        )?;
        for line in &self.log {
            writeln!(out, "  | {line}")?;
        }
        Ok(())
    }
}

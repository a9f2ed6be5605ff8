// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The matrix as a document: one table a kind of fault, a row a fault, a column a generation.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::cell::Cell;
use super::fault::{Fault, Kind};
use super::{GENERATIONS, faults};

const TOP: &str = include_str!("table/top.md");

/// The whole document, in Markdown. It holds nothing that depends on time or chance.
pub fn table(cells: &[Cell]) -> String {
    let faults = faults();
    let cells: BTreeMap<(&str, &str), &Cell> = cells
        .iter()
        .map(|cell| ((cell.fault.as_str(), cell.generation.as_str()), cell))
        .collect();
    let mut text = TOP.to_owned();
    for kind in Kind::ALL {
        let rows: Vec<&Fault> = faults.iter().filter(|fault| fault.kind == kind).collect();
        write_kind(&mut text, kind, &rows, &cells);
    }
    text
}

fn write_kind(
    text: &mut String,
    kind: Kind,
    rows: &[&Fault],
    cells: &BTreeMap<(&str, &str), &Cell>,
) {
    let (title, words) = heading(kind);
    let columns = GENERATIONS.join(" | ");
    // Writing to a String never fails.
    let _ = writeln!(text, "\n## {title}\n\n{words}\n");
    let _ = writeln!(text, "| row | what happens | {columns} |");
    let _ = writeln!(text, "|---|---|{}", "---|".repeat(GENERATIONS.len()));
    for fault in rows {
        let entry = |generation: &&str| {
            let cell = cells.get(&(fault.name.as_str(), *generation));
            cell.map_or_else(|| "not played".to_owned(), |cell| entry(cell))
        };
        let entries: Vec<String> = GENERATIONS.iter().map(entry).collect();
        let entries = entries.join(" | ");
        let _ = writeln!(text, "| `{}` | {} | {entries} |", fault.name, fault.words);
    }
}

/// A cell that is not as it should be is not hidden in the table.
fn entry(cell: &Cell) -> String {
    let entry = cell.entry();
    if cell.is_right() {
        entry
    } else {
        format!("**{entry} (wrong)**")
    }
}

/// The title of a kind's table, and what the design says of it.
fn heading(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Healthy => (
            "Nothing goes wrong",
            "The new card is active. The second row is the last visit at each totem.",
        ),
        Kind::Habit => ("Habits", HABITS),
        Kind::OtherCard => ("Another card, or none that talks", OTHER_CARDS),
        Kind::OldCardPulled => ("The old card is pulled", OLD_CARD_PULLED),
        Kind::NewCardPulled => ("The new card is pulled", NEW_CARD_PULLED),
        Kind::Hang => (
            "A card hangs",
            "The watchdog gives it up; the person takes it out and puts it in again.",
        ),
        Kind::Refusal => ("A card refuses or forgets", REFUSALS),
        Kind::Swap => ("Cards are swapped", SWAPS),
        Kind::Machine => (
            "Other programs, and pcscd itself",
            "Cards are held exclusively. When the daemon goes, a card is as if removed.",
        ),
        Kind::Pin => (
            "The PIN",
            "A wrong PIN costs the try that was typed, and no other.",
        ),
    }
}

const HABITS: &str =
    "Both cards speak in an unusual way for the whole visit, which nobody notices.";
const OTHER_CARDS: &str = "\
In place of a good old card. A card that is silent or cannot be read is asked for twice more, then
the visit ends in O19. A card that is no CNS known here, or has no certificate, ends in O18, which
never calls it invalid; a CNS of another issuing body in O17, whoever issued its certificate.";
const OLD_CARD_PULLED: &str = "\
In the middle of a command: for PC/SC a success with too few bytes. It is put in again when the
screen asks for it, and its PIN is typed again if it was typed before.";
const NEW_CARD_PULLED: &str = "\
The same with the new card. When the answer to CHANGE REFERENCE DATA is lost, the totem tries the
chosen PIN before it sets it again: if the command took no effect that costs one try, which comes
back when the PIN is set. A card that never comes back leaves the last step to another day (O05):
the totem cannot know whether the PIN was set.";
const REFUSALS: &str = "\
A card that has lost its power has forgotten its PIN. The old card's PIN is asked for again, and
never sent twice by itself; the new card is to be put in again.";
const SWAPS: &str = "\
Faster than the reader looks. Nothing that can cost a try reaches the other card; then the right one
is put in.";

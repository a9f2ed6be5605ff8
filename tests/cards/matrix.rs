// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Every generation of cards meets every fault, and `docs/CARDS.md` tells what comes of it.

use std::fs;
use std::path::Path;

use kiosk_lab::matrix::{Cell, GENERATIONS, faults};
use product_tests::Program;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/CARDS.md");
const TO_WRITE_IT: &str =
    "cargo build --workspace && target/debug/puntosi-matrix --table docs/CARDS.md";

#[test]
fn every_generation_ends_every_fault_as_designed_and_as_documented() {
    let folder = tempfile::tempdir().expect("a folder");
    let (table, json) = (folder.path().join("table"), folder.path().join("json"));
    let ended = Program::named("puntosi-matrix")
        .told(&["--table".as_ref(), table.as_os_str()])
        .told(&["--json".as_ref(), json.as_os_str()])
        .run();
    ended.calm();
    let cells = serde_json::from_str(&read(&json));
    let cells: Vec<Cell> = cells.unwrap_or_else(|_| panic!("no cells: {}", ended.err));
    every_cell_is_there(&cells);
    every_cell_is_right(&cells);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    the_document_says_so(&read(&table));
}

fn every_cell_is_there(cells: &[Cell]) {
    for fault in faults() {
        for generation in GENERATIONS {
            let is_it = |cell: &&Cell| cell.fault == fault.name && cell.generation == generation;
            let found = cells.iter().filter(is_it).count();
            assert_eq!(found, 1, "{} with {generation}", fault.name);
        }
    }
}

fn every_cell_is_right(cells: &[Cell]) {
    let wrong: Vec<String> = cells
        .iter()
        .filter(|cell| !cell.is_right())
        .map(Cell::to_string)
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong cells:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn the_document_says_so(made: &str) {
    let committed = read(DOCUMENT.as_ref());
    let differing = made
        .lines()
        .zip(committed.lines())
        .find(|(made, committed)| made != committed);
    assert!(
        made == committed,
        "docs/CARDS.md is not what was played, from {differing:?} on: {TO_WRITE_IT}"
    );
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

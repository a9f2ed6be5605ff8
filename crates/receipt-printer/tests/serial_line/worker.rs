// SPDX-License-Identifier: EUPL-1.2
//! The printer's thread: what it tells, and how it finds a lost device again.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use receipt::{PrinterCondition, Slip, decode, layout};
use receipt_printer::{PrintFailure, PrintOutcome, PrinterConfig, PrinterWorker};

use crate::bench::{PATIENCE, bench, long_slip, on_paper, slip};
use crate::mechanism::PaperSupply;

fn worker(config: PrinterConfig) -> (PrinterWorker, Receiver<PrinterCondition>) {
    let (tell, told) = channel();
    let worker = PrinterWorker::start(config, move |condition| {
        // The test may have stopped listening.
        let _ = tell.send(condition);
    });
    (worker.expect("a thread"), told)
}

fn print(worker: &PrinterWorker, slip: Slip) -> PrintOutcome {
    let (tell, told) = channel();
    worker.submit(slip, move |outcome| tell.send(outcome).expect("a listener"));
    told.recv_timeout(PATIENCE).expect("an outcome")
}

fn wait_for(told: &Receiver<PrinterCondition>, wanted: PrinterCondition) {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if told.recv_timeout(PATIENCE).expect("a condition") == wanted {
            return;
        }
    }
    panic!("never {}", wanted.name());
}

#[test]
fn the_worker_tells_every_change_of_condition() {
    let (_dir, emulator, config) = bench("epson");
    let (_worker, told) = worker(config);
    wait_for(&told, PrinterCondition::Ready);
    emulator.set_paper(PaperSupply::NearEnd);
    wait_for(&told, PrinterCondition::PaperLow);
    emulator.set_paper(PaperSupply::Out);
    wait_for(&told, PrinterCondition::PaperOut);
    emulator.set_cover_open(true);
    wait_for(&told, PrinterCondition::CoverOpen);
    emulator.set_dead(true);
    wait_for(&told, PrinterCondition::NoAnswer);
}

#[test]
fn a_device_that_vanishes_and_comes_back_prints_again() {
    let (_dir, mut emulator, config) = bench("epson");
    let (worker, told) = worker(config);
    wait_for(&told, PrinterCondition::Ready);
    emulator.unplug();
    wait_for(&told, PrinterCondition::NotConnected);
    let gone = PrintFailure::Condition(PrinterCondition::NotConnected);
    assert_eq!(
        print(&worker, slip("senza cavo")),
        PrintOutcome::Failed(gone)
    );
    emulator.plug_in().expect("a cable");
    wait_for(&told, PrinterCondition::Ready);
    assert_eq!(print(&worker, slip("di nuovo")), PrintOutcome::Printed);
    assert_eq!(emulator.slips().len(), 1);
}

#[test]
fn a_slip_broken_off_by_a_lost_line_is_cut_from_the_next_one() {
    let (_dir, mut emulator, config) = bench("epson");
    let profile = config.profile.clone();
    let (worker, told) = worker(config);
    wait_for(&told, PrinterCondition::Ready);
    emulator.die_after(200);
    let mute = PrintFailure::Condition(PrinterCondition::NoAnswer);
    assert_eq!(print(&worker, long_slip()), PrintOutcome::Failed(mute));
    emulator.unplug();
    emulator.set_dead(false);
    emulator.plug_in().expect("a cable");
    wait_for(&told, PrinterCondition::Ready);
    assert_eq!(print(&worker, slip("intero")), PrintOutcome::Printed);
    let paper = on_paper(&emulator);
    assert_eq!(paper.len(), 2);
    assert_eq!(paper.last(), Some(&layout(&slip("intero"), &profile)));
}

#[test]
fn a_device_replugged_between_two_looks_prints_at_once() {
    let (_dir, mut emulator, config) = bench("epson");
    let (worker, told) = worker(PrinterConfig {
        ask_every: PATIENCE,
        ..config
    });
    wait_for(&told, PrinterCondition::Ready);
    emulator.plug_in().expect("a cable");
    assert_eq!(print(&worker, slip("subito")), PrintOutcome::Printed);
}

#[test]
fn orders_behind_a_dead_printer_all_end_in_time() {
    let (_dir, emulator, config) = bench("epson");
    let (worker, told) = worker(config);
    wait_for(&told, PrinterCondition::Ready);
    emulator.set_dead(true);
    let (tell, outcomes) = channel();
    let started = Instant::now();
    for _ in 0..8 {
        let tell = tell.clone();
        worker.submit(long_slip(), move |outcome| {
            tell.send(outcome).expect("a listener");
        });
    }
    for _ in 0..8 {
        let outcome = outcomes.recv_timeout(PATIENCE).expect("an outcome");
        assert!(matches!(outcome, PrintOutcome::Failed(_)), "{outcome:?}");
    }
    assert!(
        started.elapsed() < Duration::from_secs(4),
        "{:?}",
        started.elapsed()
    );
    drop(worker);
    emulator.set_dead(false);
    assert!(emulator.slips().is_empty() && decode(&emulator.hanging()).is_empty());
}

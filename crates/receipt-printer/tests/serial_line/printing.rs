// SPDX-License-Identifier: EUPL-1.2
//! Slips on an emulated printer, in health and with each of its faults.

use std::thread;
use std::time::{Duration, Instant};

use receipt::{PrinterCondition, decode, layout};
use receipt_printer::{PrintFailure, PrintOutcome, Printer, PrinterError};

use crate::bench::{bench, config, long_slip, on_paper, slip, words};
use crate::mechanism::PaperSupply;

#[test]
fn a_slip_comes_out_as_laid_out_and_leaves_nothing_behind() {
    for profile in ["epson", "custom-vkp80iii"] {
        let (_dir, emulator, config) = bench(profile);
        let rows = layout(&slip("Tutto bene: 5 €"), &config.profile);
        let mut printer = Printer::open(config).expect("a printer");
        let outcome = printer.print(&slip("Tutto bene: 5 €")).expect("a line");
        assert_eq!(outcome, PrintOutcome::Printed);
        assert_eq!(on_paper(&emulator), [rows]);
        assert_eq!(decode(&emulator.hanging()), []);
    }
}

#[test]
fn a_roll_near_its_end_prints_and_says_so() {
    let (_dir, emulator, config) = bench("epson");
    emulator.set_paper(PaperSupply::NearEnd);
    let mut printer = Printer::open(config).expect("a printer");
    let outcome = printer.print(&slip("poca carta")).expect("a line");
    assert_eq!(outcome, PrintOutcome::PrintedPaperLow);
    assert_eq!(emulator.slips().len(), 1);
}

#[test]
fn without_paper_nothing_is_sent() {
    let (_dir, emulator, config) = bench("epson");
    emulator.set_paper(PaperSupply::Out);
    let mut printer = Printer::open(config).expect("a printer");
    assert_eq!(
        printer.print(&slip("mai")).expect("a line"),
        PrintOutcome::NoPaper
    );
    emulator.set_paper(PaperSupply::Full);
    thread::sleep(Duration::from_millis(50));
    assert!(emulator.slips().is_empty());
    assert!(decode(&emulator.hanging()).is_empty());
}

#[test]
fn paper_out_mid_slip_fails_and_the_rest_never_prints() {
    let (_dir, emulator, config) = bench("epson");
    emulator.run_out_after(200);
    let printer_profile = config.profile.clone();
    let mut printer = Printer::open(config).expect("a printer");
    assert_eq!(
        printer.print(&long_slip()).expect("a line"),
        PrintOutcome::NoPaper
    );
    emulator.set_paper(PaperSupply::Full);
    thread::sleep(Duration::from_millis(50));
    let torn = words(&decode(&emulator.hanging()));
    assert!(
        torn.contains("riga 3") && !torn.contains("riga 50"),
        "{torn}"
    );

    let outcome = printer
        .print(&slip("per un'altra persona"))
        .expect("a line");
    assert_eq!(outcome, PrintOutcome::Printed);
    let paper = on_paper(&emulator);
    let [piece, whole] = paper.as_slice() else {
        panic!("a piece and a slip: {paper:?}")
    };
    assert!(words(piece).contains("riga 3"));
    assert_eq!(
        *whole,
        layout(&slip("per un'altra persona"), &printer_profile)
    );
}

#[test]
fn an_open_cover_and_a_jammed_knife_are_told_by_name() {
    let (_dir, emulator, config) = bench("epson");
    let mut printer = Printer::open(config).expect("a printer");
    emulator.set_cover_open(true);
    let failed = |condition| PrintOutcome::Failed(PrintFailure::Condition(condition));
    let outcome = printer.print(&slip("coperchio")).expect("a line");
    assert_eq!(outcome, failed(PrinterCondition::CoverOpen));
    emulator.set_cover_open(false);
    emulator.set_cutter_jammed(true);
    let outcome = printer.print(&slip("lama")).expect("a line");
    assert_eq!(outcome, failed(PrinterCondition::CutterFault));
    assert!(emulator.slips().is_empty());
    emulator.set_cutter_jammed(false);
    assert_eq!(
        printer.status().expect("a status").condition(),
        PrinterCondition::Ready
    );
}

#[test]
fn a_dead_printer_is_given_up_in_time() {
    let (_dir, emulator, config) = bench("epson");
    let bound = config.print_within + Duration::from_secs(1);
    let mut printer = Printer::open(config).expect("a printer");
    emulator.set_dead(true);
    let started = Instant::now();
    let error = printer.print(&long_slip()).expect_err("a dead printer");
    assert_eq!(error.condition(), PrinterCondition::NoAnswer);
    assert!(started.elapsed() < bound, "{:?}", started.elapsed());
}

#[test]
fn a_device_that_is_missing_is_not_connected() {
    let error = Printer::open(config("/nonexistent/printer".as_ref(), "epson"));
    let error = error.expect_err("no device");
    assert!(matches!(error, PrinterError::Open { .. }), "{error}");
    assert_eq!(error.condition(), PrinterCondition::NotConnected);
}

// SPDX-License-Identifier: EUPL-1.2
//! Printing over a real serial line, on the lab's printer and on things that are not printers.

// The emulator's own sources, not the lab as a crate: a serial line needs no screen to be tested.
#[path = "../../kiosk-lab/src/printer/emulator.rs"]
#[expect(unreachable_pub, reason = "public in the lab")]
mod emulator;
#[path = "../../kiosk-lab/src/printer/mechanism.rs"]
#[expect(unreachable_pub, reason = "public in the lab")]
mod mechanism;

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use emulator::PrinterEmulator;
use mechanism::PaperSupply;
use receipt::{Line, PaperLine, PrinterCondition, PrinterProfile, Slip, decode, layout};
use receipt_printer::{
    FlowControl, PrintFailure, PrintOutcome, Printer, PrinterConfig, PrinterError, PrinterWorker,
};
use serialport::{SerialPort, TTYPort};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(20);
const XOFF: u8 = 0x13;

fn slip(words: &str) -> Slip {
    Slip {
        lines: vec![
            Line::Title("È attiva".into()),
            Line::Paragraph(words.into()),
        ],
    }
}

fn long_slip() -> Slip {
    Slip {
        lines: (0..60)
            .map(|n| Line::Paragraph(format!("riga {n}")))
            .collect(),
    }
}

fn bench(profile: &str) -> (TempDir, PrinterEmulator, PrinterConfig) {
    let dir = TempDir::new().expect("a directory");
    let emulator = PrinterEmulator::start(dir.path().join("printer")).expect("a printer");
    let config = config(emulator.device(), profile);
    (dir, emulator, config)
}

fn config(device: &std::path::Path, profile: &str) -> PrinterConfig {
    let profile = PrinterProfile::builtin(profile).expect("built in");
    PrinterConfig {
        answer_within: Duration::from_millis(300),
        print_within: Duration::from_secs(2),
        ask_every: Duration::from_millis(50),
        ..PrinterConfig::new(device, 115_200, profile)
    }
}

fn on_paper(emulator: &PrinterEmulator) -> Vec<Vec<PaperLine>> {
    emulator.slips().iter().map(|bytes| decode(bytes)).collect()
}

fn words(rows: &[PaperLine]) -> String {
    rows.iter()
        .map(PaperLine::text)
        .collect::<Vec<_>>()
        .join("\n")
}

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

/// Something at the end of a serial line: for each byte it may answer one, or hang up.
fn peer(
    mut answer: impl FnMut(u8) -> ControlFlow<(), Option<u8>> + Send + 'static,
) -> (PrinterConfig, TTYPort) {
    let (mut far, near) = TTYPort::pair().expect("a pair");
    let config = config(near.name().expect("a name").as_ref(), "epson");
    far.set_timeout(PATIENCE).expect("a timeout");
    thread::spawn(move || {
        let mut byte = [0; 1];
        while far.read_exact(&mut byte).is_ok() {
            match answer(byte[0]) {
                ControlFlow::Continue(Some(reply)) => far.write_all(&[reply]).expect("a line"),
                ControlFlow::Continue(None) => {}
                ControlFlow::Break(()) => return,
            }
        }
    });
    (config, near)
}

/// A printer that says that all is well, until it prints the letter `q`; then it does `at_q`.
fn printer_until_q(at_q: fn(u8) -> ControlFlow<(), Option<u8>>) -> (PrinterConfig, TTYPort) {
    let mut last_two = [0; 2];
    let mut reached = false;
    peer(move |byte| {
        let asked = last_two == [0x10, 0x04];
        last_two = [last_two[1], byte];
        reached |= byte == b'q';
        match reached {
            true => at_q(byte),
            false => ControlFlow::Continue(asked.then_some(0x12)),
        }
    })
}

#[test]
fn an_echo_a_shell_and_a_line_of_zeros_are_not_printers() {
    let peers: [fn(u8) -> u8; 3] = [|byte| byte, |_| b'$', |_| 0];
    for answer in peers {
        let (config, _near) = peer(move |byte| ControlFlow::Continue(Some(answer(byte))));
        let error = Printer::open(config).expect_err("not a printer");
        assert_eq!(error.condition(), PrinterCondition::NotAPrinter, "{error}");
    }
}

#[test]
fn a_printer_that_dies_mid_slip_is_given_up_in_time() {
    let (config, _near) = printer_until_q(|_| ControlFlow::Continue(None));
    let mut printer = Printer::open(config.clone()).expect("a printer");
    let started = Instant::now();
    let error = printer.print(&slip("quasi")).expect_err("a dead printer");
    assert_eq!(error.condition(), PrinterCondition::NoAnswer);
    assert!(started.elapsed() < config.print_within + Duration::from_secs(1));
}

#[test]
fn a_printer_that_never_says_that_it_is_done_has_not_printed() {
    let mut last_two = [0; 2];
    let (config, _near) = peer(move |byte| {
        let asked = last_two == [0x10, 0x04];
        last_two = [last_two[1], byte];
        ControlFlow::Continue(asked.then_some(0x12))
    });
    let mut printer = Printer::open(config).expect("a printer");
    let outcome = printer.print(&slip("forse")).expect("a line");
    assert_eq!(outcome, PrintOutcome::Failed(PrintFailure::Unconfirmed));
}

#[test]
fn a_device_that_vanishes_mid_slip_is_gone() {
    let (config, near) = printer_until_q(|_| ControlFlow::Break(()));
    drop(near);
    let mut printer = Printer::open(config).expect("a printer");
    let error = printer.print(&slip("quasi")).expect_err("no device");
    assert_eq!(error.condition(), PrinterCondition::NotConnected, "{error}");
}

#[test]
fn a_printer_that_says_wait_and_never_go_on_is_given_up_in_time() {
    let (config, _near) = printer_until_q(|_| ControlFlow::Continue(Some(XOFF)));
    let config = PrinterConfig {
        flow: FlowControl::Software,
        ..config
    };
    let long = slip(&"quasi ".repeat(20_000));
    let mut printer = Printer::open(config.clone()).expect("a printer");
    let started = Instant::now();
    let error = printer.print(&long).expect_err("a stalled printer");
    assert!(matches!(error, PrinterError::Stalled), "{error}");
    assert!(started.elapsed() < config.print_within + Duration::from_secs(1));
}

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

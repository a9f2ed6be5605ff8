// SPDX-License-Identifier: EUPL-1.2
//! Things at the end of a serial line that are no printers, or stop being one.

use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::thread;
use std::time::{Duration, Instant};

use receipt::PrinterCondition;
use receipt_printer::{
    FlowControl, PrintFailure, PrintOutcome, Printer, PrinterConfig, PrinterError,
};
use serialport::{SerialPort, TTYPort};

use crate::bench::{PATIENCE, config, slip};

const XOFF: u8 = 0x13;

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

/// Answers every DLE EOT with "all is well".
fn well() -> impl FnMut(u8) -> Option<u8> {
    let mut last_two = [0; 2];
    move |byte| {
        let asked = last_two == [0x10, 0x04];
        last_two = [last_two[1], byte];
        asked.then_some(0x12)
    }
}

/// A printer that says that all is well, until it prints the letter `q`; then it does `at_q`.
fn printer_until_q(at_q: fn() -> ControlFlow<(), Option<u8>>) -> (PrinterConfig, TTYPort) {
    let mut answer = well();
    let mut reached = false;
    peer(move |byte| {
        reached |= byte == b'q';
        if reached {
            at_q()
        } else {
            ControlFlow::Continue(answer(byte))
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
    let (config, _near) = printer_until_q(|| ControlFlow::Continue(None));
    let mut printer = Printer::open(config.clone()).expect("a printer");
    let started = Instant::now();
    let error = printer.print(&slip("quasi")).expect_err("a dead printer");
    assert_eq!(error.condition(), PrinterCondition::NoAnswer);
    assert!(started.elapsed() < config.print_within + Duration::from_secs(1));
}

#[test]
fn a_printer_that_never_says_that_it_is_done_has_not_printed() {
    let mut answer = well();
    let (config, _near) = peer(move |byte| ControlFlow::Continue(answer(byte)));
    let mut printer = Printer::open(config).expect("a printer");
    let outcome = printer.print(&slip("forse")).expect("a line");
    assert_eq!(outcome, PrintOutcome::Failed(PrintFailure::Unconfirmed));
}

#[test]
fn a_device_that_vanishes_mid_slip_is_gone() {
    let (config, near) = printer_until_q(|| ControlFlow::Break(()));
    drop(near);
    let mut printer = Printer::open(config).expect("a printer");
    let error = printer.print(&slip("quasi")).expect_err("no device");
    assert_eq!(error.condition(), PrinterCondition::NotConnected, "{error}");
}

#[test]
fn a_printer_that_says_wait_and_never_go_on_is_given_up_in_time() {
    let (config, _near) = printer_until_q(|| ControlFlow::Continue(Some(XOFF)));
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

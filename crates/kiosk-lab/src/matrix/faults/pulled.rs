// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card leaves in the middle of a command, before or after it took effect, with no byte or one
//! byte of the answer out. The person puts it in again.

use card_emulator::control::Request;
use card_emulator::slot::{Torn, When};

use super::ins;
use crate::matrix::fault::{Deed, Expected, Fault, Kind, Moment};

/// The READ BINARY that is in the certificate on every generation, mid-file.
const READ_IN_CERTIFICATE: u8 = 4;

/// A command of the visit.
#[derive(Clone, Copy)]
struct Command {
    name: &'static str,
    words: &'static str,
    ins: u8,
    /// When to order it.
    at: Moment,
}

const fn command(name: &'static str, words: &'static str, ins: u8, at: Moment) -> Command {
    Command {
        name,
        words,
        ins,
        at,
    }
}

const OLD: [Command; 5] = [
    command("select", "SELECT", ins::SELECT, Moment::OldCard),
    command(
        "read-identity",
        "READ BINARY of ID_Carta",
        ins::READ_BINARY,
        Moment::OldCard,
    ),
    command("verify", "VERIFY", ins::VERIFY, Moment::OldPin),
    command(
        "mse",
        "MSE",
        ins::MANAGE_SECURITY_ENVIRONMENT,
        Moment::OldPin,
    ),
    command(
        "pso",
        "PSO",
        ins::PERFORM_SECURITY_OPERATION,
        Moment::OldPin,
    ),
];
const NEW: [Command; 5] = [
    command("select", "SELECT", ins::SELECT, Moment::NewCard),
    CHANGE,
    command("verify", "VERIFY", ins::VERIFY, Moment::NewPin),
    command(
        "mse",
        "MSE",
        ins::MANAGE_SECURITY_ENVIRONMENT,
        Moment::NewPin,
    ),
    command(
        "pso",
        "PSO",
        ins::PERFORM_SECURITY_OPERATION,
        Moment::NewPin,
    ),
];
const CHANGE: Command = command(
    "change",
    "CHANGE REFERENCE DATA",
    ins::CHANGE_REFERENCE_DATA,
    Moment::NewPin,
);

/// Each way in which an answer is lost.
const WAYS: [(When, Torn); 4] = [
    (When::Before, Torn::Nothing),
    (When::Before, Torn::OneByte),
    (When::After, Torn::Nothing),
    (When::After, Torn::OneByte),
];

pub(super) fn rows() -> Vec<Fault> {
    let each_way = |command: Command, row: fn(Command, (When, Torn)) -> Fault| {
        WAYS.into_iter().map(move |way| row(command, way))
    };
    let old = OLD.into_iter().flat_map(|it| each_way(it, old_pulled));
    let certificate = WAYS.into_iter().map(pulled_in_certificate);
    let new = NEW.into_iter().flat_map(|it| each_way(it, new_pulled));
    let gone = [When::Before, When::After].map(never_put_back);
    old.chain(certificate).chain(new).chain(gone).collect()
}

fn old_pulled(command: Command, way: (When, Torn)) -> Fault {
    let words = words(command.words, way);
    Fault::new(Kind::OldCardPulled, name("old", command.name, way), words)
        .at(command.at, pull(command.ins, way))
}

fn new_pulled(command: Command, way: (When, Torn)) -> Fault {
    let words = words(command.words, way);
    Fault::new(Kind::NewCardPulled, name("new", command.name, way), words)
        .at(command.at, pull(command.ins, way))
}

/// Its command is found by letting three others pass: the third is held while this is ordered.
fn pulled_in_certificate(way: (When, Torn)) -> Fault {
    let words = words("READ BINARY of the certificate", way);
    let name = name("old", "read-certificate", way);
    let hold = |ms| {
        Deed::Ask(Request::Hold {
            ins: ins::READ_BINARY,
            ms,
        })
    };
    let mut fault = Fault::new(Kind::OldCardPulled, name, words);
    let passing = READ_IN_CERTIFICATE - 1;
    for _ in 1..passing {
        fault = fault.at(Moment::OldCard, hold(Some(0)));
    }
    fault
        .at(Moment::OldCard, hold(None))
        .at(Moment::OldCardIn, Deed::AwaitHeld(passing))
        .at(Moment::OldCardIn, pull(ins::READ_BINARY, way))
        .at(Moment::OldCardIn, Deed::Ask(Request::Release))
}

/// The totem cannot know whether the PIN was set, and says that the last step is missing.
fn never_put_back(when: When) -> Fault {
    let way = (when, Torn::Nothing);
    let words = format!("{}, and never put in again", words(CHANGE.words, way));
    let name = format!("gone-at-change-{}", moment(when));
    let set = when == When::After;
    let mut fault =
        Fault::new(Kind::NewCardPulled, name, words).at(CHANGE.at, pull(CHANGE.ins, way));
    fault.brings_back = false;
    fault.expected = Expected {
        outcome: "O05",
        pin_is_set: set,
        changes: u64::from(set),
    };
    fault
}

fn pull(ins: u8, (when, bytes): (When, Torn)) -> Deed {
    Deed::Ask(Request::PullAt { ins, when, bytes })
}

fn name(card: &str, command: &str, (when, bytes): (When, Torn)) -> String {
    format!("{card}-{command}-{}-{}", moment(when), u8::from(bytes))
}

fn words(command: &str, (when, bytes): (When, Torn)) -> String {
    let bytes = match bytes {
        Torn::Nothing => "no byte out",
        Torn::OneByte => "one byte out",
    };
    format!("{} {command} takes effect, {bytes}", moment(when))
}

fn moment(when: When) -> &'static str {
    match when {
        When::Before => "before",
        When::After => "after",
    }
}

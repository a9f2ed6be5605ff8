// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card does not answer any more. The watchdog gives it up, and the person takes it out and
//! puts it in again.

use card_emulator::control::Request;

use super::ins;
use crate::matrix::fault::{Deed, Fault, Kind, Moment};

pub(super) fn rows() -> Vec<Fault> {
    vec![
        row(
            "hang-old-read",
            "old card at READ BINARY",
            ins::READ_BINARY,
            Moment::OldCard,
        ),
        row(
            "hang-old-verify",
            "old card at VERIFY",
            ins::VERIFY,
            Moment::OldPin,
        ),
        row(
            "hang-old-pso",
            "old card at PSO",
            ins::PERFORM_SECURITY_OPERATION,
            Moment::OldPin,
        ),
        row(
            "hang-new-change",
            "new card at CHANGE REFERENCE DATA",
            ins::CHANGE_REFERENCE_DATA,
            Moment::NewPin,
        ),
        row(
            "hang-new-pso",
            "new card at PSO",
            ins::PERFORM_SECURITY_OPERATION,
            Moment::NewPin,
        ),
    ]
}

fn row(name: &str, words: &str, ins: u8, at: Moment) -> Fault {
    Fault::new(Kind::Hang, name, words).at(at, Deed::Ask(Request::Hold { ins, ms: None }))
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Other programs want the card, and the daemon is started again.

use card_emulator::control::Request;

use super::ins;
use crate::matrix::fault::{Deed, Fault, Kind, Moment};

pub(super) fn rows() -> Vec<Fault> {
    vec![
        row(
            "other-program-old-pin",
            "another program wants the old card while its PIN is typed",
        )
        .at(Moment::OldPin, Deed::OtherProgram),
        row(
            "other-program-new-pin",
            "another program wants the new card while the PIN is chosen",
        )
        .at(Moment::NewPin, Deed::OtherProgram),
        row(
            "daemon-restarted-insert",
            "pcscd stops, the old card is put in, pcscd starts",
        )
        .at(Moment::OldCard, Deed::StopDaemon)
        .at(Moment::OldCardIn, Deed::StartDaemon),
        restarted(
            "daemon-restarted-old-pin",
            "pcscd starts again while the old card's PIN is typed",
            Moment::OldPinPage,
        ),
        restarted(
            "daemon-restarted-new-pin",
            "pcscd starts again while the new PIN is chosen",
            Moment::NewPinPage,
        ),
        after_pin_set(),
    ]
}

fn row(name: &str, words: &str) -> Fault {
    Fault::new(Kind::Machine, name, words)
}

fn restarted(name: &str, words: &str, at: Moment) -> Fault {
    row(name, words)
        .at(at, Deed::StopDaemon)
        .at(at, Deed::StartDaemon)
}

/// The signature is held back, so that the daemon goes when the PIN is set and nothing proves it.
fn after_pin_set() -> Fault {
    let ins = ins::PERFORM_SECURITY_OPERATION;
    row(
        "daemon-restarted-pin-set",
        "pcscd starts again when the PIN is set and the new card signs",
    )
    .at(Moment::NewPin, Deed::Ask(Request::Hold { ins, ms: None }))
    .at(Moment::NewPinSent, Deed::AwaitHeld(1))
    .at(Moment::NewPinSent, Deed::StopDaemon)
    .at(Moment::NewPinSent, Deed::Ask(Request::Release))
    .at(Moment::NewPinSent, Deed::StartDaemon)
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The card answers otherwise than it should, or has forgotten its PIN.

use card_emulator::card::StatusWord;
use card_emulator::control::Request;

use super::ins;
use crate::matrix::fault::{Deed, Fault, Kind, Moment};

/// More often than anybody asks.
const FOR_EVER: u32 = 10_000;
const NO_DIAGNOSIS: StatusWord = StatusWord(0x6F00);

pub(super) fn rows() -> Vec<Fault> {
    vec![
        refusing("refuses-once", "`6F00` to one READ BINARY", 1),
        refusing("refuses-for-ever", "`6F00` to every READ BINARY", FOR_EVER).ends("O19"),
        forgetting(
            "forgets-old-before-mse",
            "the old card loses its power between VERIFY and MSE",
            ins::MANAGE_SECURITY_ENVIRONMENT,
            Moment::OldPin,
        ),
        forgetting(
            "forgets-old-before-pso",
            "the old card loses its power between MSE and PSO",
            ins::PERFORM_SECURITY_OPERATION,
            Moment::OldPin,
        ),
        forgetting(
            "forgets-new-before-mse",
            "the new card loses its power between VERIFY and MSE",
            ins::MANAGE_SECURITY_ENVIRONMENT,
            Moment::NewPin,
        ),
        forgetting(
            "forgets-new-before-pso",
            "the new card loses its power between MSE and PSO",
            ins::PERFORM_SECURITY_OPERATION,
            Moment::NewPin,
        ),
    ]
}

fn refusing(name: &str, words: &str, times: u32) -> Fault {
    let answer = Request::Answer {
        ins: ins::READ_BINARY,
        sw: NO_DIAGNOSIS,
        times,
    };
    Fault::new(Kind::Refusal, name, words).at(Moment::OldCard, Deed::Ask(answer))
}

fn forgetting(name: &str, words: &str, ins: u8, at: Moment) -> Fault {
    let forget = Request::Forget { ins: Some(ins) };
    Fault::new(Kind::Refusal, name, words).at(at, Deed::Ask(forget))
}

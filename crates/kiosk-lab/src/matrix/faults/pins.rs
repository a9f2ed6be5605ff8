// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The person mistypes, or the card has had enough of that before.

use card_emulator::personalise::Deck;

use crate::matrix::fault::{Fault, Kind};

pub(super) fn rows() -> Vec<Fault> {
    let mut wrong_once = row("wrong-pin-once", "wrong once, then right");
    wrong_once.wrong_pins = 1;
    let blocked = row("pin-blocked", "the old card's PIN is blocked");
    vec![wrong_once, blocked.of(Deck::PinBlocked).ends("O13")]
}

fn row(name: &str, words: &str) -> Fault {
    Fault::new(Kind::Pin, name, words)
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Somebody else's card takes the place of the right one faster than the reader looks. Nothing that
//! could cost a try is sent to it, and the right one is asked for.

use crate::matrix::fault::{Deed, Fault, Kind, Moment};

pub(super) fn rows() -> Vec<Fault> {
    vec![
        row(
            "swapped-before-verify",
            "somebody else's card when the old card's PIN is confirmed",
            Moment::OldPin,
        ),
        row(
            "swapped-before-change",
            "somebody else's card when the chosen PIN is confirmed",
            Moment::NewPin,
        ),
    ]
}

fn row(name: &str, words: &str, at: Moment) -> Fault {
    Fault::new(Kind::Swap, name, words).at(at, Deed::SwapForStrangers)
}

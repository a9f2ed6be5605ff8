// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Visits in which nothing goes wrong.

use crate::matrix::fault::{Fault, Kind};

pub(super) fn before() -> Vec<Fault> {
    vec![Fault::new(Kind::Healthy, "healthy", "nothing goes wrong")]
}

pub(super) fn after() -> Vec<Fault> {
    let words = "nothing goes wrong, after all the visits below on the same totem";
    vec![Fault::new(Kind::Healthy, "healthy-again", words)]
}

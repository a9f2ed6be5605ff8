// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Every generation of cards meets every fault: through pcscd, the device and the backend.

mod cell;
mod fault;
mod faults;
mod judgement;
mod ledger;
mod logs;
mod row;
mod table;
mod visit;
mod worlds;

pub use cell::Cell;
pub use fault::{Deed, Expected, Fault, Kind, Moment, Strike};
pub use faults::faults;
pub use ledger::Sent;
pub use row::play;
pub use table::table;
pub use worlds::play_all;

/// The generations there are, the oldest first.
pub const GENERATIONS: [&str; 7] = [
    "athena10",
    "incard10",
    "oberthur10",
    "cardos10",
    "idemia21",
    "st11",
    "ace25",
];

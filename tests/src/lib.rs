// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! How tests of the whole product run its programs and look at what they leave.

mod program;
mod rehearsed;

pub use program::{Ended, Program};
pub use rehearsed::{Rehearsed, rehearse};

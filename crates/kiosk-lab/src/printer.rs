// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The receipt printer of the simulated world: on a pseudo-terminal, with faults to order, and
//! pictures of what it printed.

mod emulator;
mod mechanism;
mod picture;
mod sheet;

pub use emulator::PrinterEmulator;
pub use mechanism::PaperSupply;
pub use picture::{PictureError, slip_png, slip_text};

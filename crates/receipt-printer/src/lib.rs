// SPDX-License-Identifier: EUPL-1.2
//! The cable to the receipt printer: what is at its end, and how a slip gets there in time.
#![doc = include_str!("../README.md")]

mod config;
mod error;
mod line;
mod outcome;
mod printer;
mod worker;

pub use config::{FlowControl, PrinterConfig};
pub use error::PrinterError;
pub use outcome::{PrintFailure, PrintOutcome};
pub use printer::Printer;
pub use worker::PrinterWorker;

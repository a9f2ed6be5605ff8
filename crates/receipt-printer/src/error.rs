// SPDX-License-Identifier: EUPL-1.2
//! The ways in which the line to the printer fails.

use std::io;
use std::path::PathBuf;

use receipt::{PrinterCondition, StatusError, StatusRequest};

/// Why the printer cannot be spoken with.
#[derive(Debug, thiserror::Error)]
pub enum PrinterError {
    /// The device cannot be opened.
    #[error("cannot open the printer at {device}")]
    Open {
        /// The configured device.
        device: PathBuf,
        /// What the system said.
        #[source]
        source: serialport::Error,
    },
    /// The device was open and is gone.
    #[error("the printer's device is gone")]
    Gone(#[source] io::Error),
    /// A question got no answer in time.
    #[error("no answer to {request:?}")]
    NoAnswer {
        /// The question.
        request: StatusRequest,
    },
    /// The printer took no more bytes before time was up.
    #[error("the printer takes no bytes")]
    Stalled,
    /// The answer is not a printer's.
    #[error(transparent)]
    NotAPrinter(#[from] StatusError),
}

impl PrinterError {
    /// The same as a state of the printer.
    pub fn condition(&self) -> PrinterCondition {
        match self {
            Self::Open { .. } | Self::Gone(_) => PrinterCondition::NotConnected,
            Self::NoAnswer { .. } | Self::Stalled => PrinterCondition::NoAnswer,
            Self::NotAPrinter(_) => PrinterCondition::NotAPrinter,
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Where the printer is and how long it may take.

use std::path::PathBuf;
use std::time::Duration;

use receipt::PrinterProfile;

/// Where the printer is, which model it is, and how long it may take.
#[derive(Debug, Clone)]
pub struct PrinterConfig {
    /// The serial device, for instance `/dev/ttyUSB0`.
    pub device: PathBuf,
    /// Bits a second.
    pub baud: u32,
    /// How the printer says "wait".
    pub flow: FlowControl,
    /// The model.
    pub profile: PrinterProfile,
    /// How long one question may stay without an answer.
    pub answer_within: Duration,
    /// How long a slip may take, from the order to its end, waiting in line included.
    pub print_within: Duration,
    /// How often an idle printer is asked how it is.
    pub ask_every: Duration,
}

/// How the printer says "wait" (set by its switches).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FlowControl {
    /// It does not.
    #[default]
    None,
    /// By XOFF and XON.
    Software,
    /// By the CTS wire.
    Hardware,
}

impl PrinterConfig {
    /// A printer with the usual times: half a second to answer, 15 seconds for a slip, one look
    /// every 5 seconds.
    pub fn new(device: impl Into<PathBuf>, baud: u32, profile: PrinterProfile) -> Self {
        Self {
            device: device.into(),
            baud,
            flow: FlowControl::None,
            profile,
            answer_within: Duration::from_millis(500),
            print_within: Duration::from_secs(15),
            ask_every: Duration::from_secs(5),
        }
    }
}

impl From<FlowControl> for serialport::FlowControl {
    fn from(flow: FlowControl) -> Self {
        match flow {
            FlowControl::None => Self::None,
            FlowControl::Software => Self::Software,
            FlowControl::Hardware => Self::Hardware,
        }
    }
}

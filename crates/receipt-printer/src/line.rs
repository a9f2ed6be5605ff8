// SPDX-License-Identifier: EUPL-1.2
//! The serial line itself: every read and write ends by a given instant.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::thread;
use std::time::{Duration, Instant};

use serialport::{ClearBuffer, SerialPort, TTYPort};

use crate::config::PrinterConfig;
use crate::error::PrinterError;

/// How long to wait before offering bytes again to a printer that takes none.
const OFFER_EVERY: Duration = Duration::from_millis(5);

/// The open line to the printer.
pub(crate) struct SerialLine {
    port: TTYPort,
    /// The same device without blocking: a write through `port` would wait for a printer that
    /// says "wait" without any bound.
    writer: File,
}

impl SerialLine {
    /// Opens the device, 8 bits, no parity.
    ///
    /// Not exclusively: on a pseudo-terminal that mark outlives a killed process and would keep
    /// the next one out. The kiosk's service unit is what grants the device to one process.
    pub(crate) fn open(config: &PrinterConfig) -> Result<Self, PrinterError> {
        let failed = |source| PrinterError::Open {
            device: config.device.clone(),
            source,
        };
        let port = serialport::new(config.device.to_string_lossy(), config.baud)
            .flow_control(config.flow.into())
            .exclusive(false)
            .open_native()
            .map_err(failed)?;
        let writer = File::options()
            .write(true)
            .custom_flags(libc::O_NOCTTY | libc::O_NONBLOCK)
            .open(&config.device)
            .map_err(|error| failed(error.into()))?;
        Ok(Self { port, writer })
    }

    /// Writes all of `bytes` before `deadline`.
    pub(crate) fn write(&mut self, bytes: &[u8], deadline: Instant) -> Result<(), PrinterError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            match self.writer.write(rest) {
                Ok(written @ 1..) => rest = rest.get(written..).unwrap_or_default(),
                Err(error)
                    if !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
                {
                    return Err(PrinterError::Gone(error));
                }
                Ok(_) | Err(_) if Instant::now() >= deadline => return Err(PrinterError::Stalled),
                Ok(_) | Err(_) => thread::sleep(OFFER_EVERY),
            }
        }
        Ok(())
    }

    /// Fills `reply` before `deadline`; returns how much of it came.
    pub(crate) fn read(
        &mut self,
        reply: &mut [u8],
        deadline: Instant,
    ) -> Result<usize, PrinterError> {
        let mut filled = 0;
        while let Some(room) = reply.get_mut(filled..).filter(|room| !room.is_empty()) {
            self.wait_at_most(deadline)?;
            match self.port.read(room) {
                Ok(0) => return Err(PrinterError::Gone(ErrorKind::UnexpectedEof.into())),
                Ok(got) => filled += got,
                Err(error) if error.kind() == ErrorKind::TimedOut => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(PrinterError::Gone(error)),
            }
        }
        Ok(filled)
    }

    /// Throws away what came, until the line has been still for `silence` or `deadline` is past.
    pub(crate) fn drain(
        &mut self,
        silence: Duration,
        deadline: Instant,
    ) -> Result<(), PrinterError> {
        while Instant::now() < deadline {
            let still = deadline.min(Instant::now() + silence);
            if self.read(&mut [0; 1], still)? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Throws away what has not been sent, so that closing the line does not wait for it.
    pub(crate) fn forget_unsent(&self) {
        // A device that is gone has nothing unsent: there is nothing to do about a failure.
        let _ = self.port.clear(ClearBuffer::Output);
    }

    /// Whether everything written has left this machine.
    pub(crate) fn is_sent(&self) -> Result<bool, PrinterError> {
        self.port
            .bytes_to_write()
            .map(|waiting| waiting == 0)
            .map_err(|error| PrinterError::Gone(io::Error::from(error)))
    }

    fn wait_at_most(&mut self, deadline: Instant) -> Result<(), PrinterError> {
        let left = deadline.saturating_duration_since(Instant::now());
        self.port
            .set_timeout(left)
            .map_err(|error| PrinterError::Gone(io::Error::from(error)))
    }
}

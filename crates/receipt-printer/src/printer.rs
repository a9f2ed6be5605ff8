// SPDX-License-Identifier: EUPL-1.2
//! One printer at the end of an open line: how it is, and one slip at a time.

use std::fmt;
use std::thread;
use std::time::{Duration, Instant};

use receipt::{PrinterStatus, Slip, StatusRequest, encode};

use crate::config::PrinterConfig;
use crate::error::PrinterError;
use crate::line::SerialLine;
use crate::outcome::{PrintFailure, PrintOutcome};

/// How long the line must be still before a question: an answer still under way to an older
/// question would be taken for the new one's.
const SILENCE: Duration = Duration::from_millis(5);
/// How long a printer may take to obey "forget it", answers included.
const CANCEL_WITHIN: Duration = Duration::from_millis(300);
/// How often a printer at work is asked how it is.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// A printer that has answered as a printer does.
pub struct Printer {
    config: PrinterConfig,
    line: SerialLine,
    end_marker: EndMarker,
    /// A piece of a slip that was broken off may hang from the mouth.
    torn: bool,
}

impl Printer {
    /// Opens the device, makes sure that a printer answers there, and makes it forget whatever a
    /// slip that was broken off has left in it.
    ///
    /// # Errors
    /// [`PrinterError`]: no device, no answer, or an answer that is not a printer's.
    pub fn open(config: PrinterConfig) -> Result<Self, PrinterError> {
        let line = SerialLine::open(&config)?;
        let mut printer = Self {
            config,
            line,
            end_marker: EndMarker::NotAwaited,
            torn: false,
        };
        printer.status()?;
        printer.cancel()?;
        Ok(printer)
    }

    /// Asks the printer how it is, one question at a time, and waits at most
    /// [`PrinterConfig::answer_within`] for each answer.
    ///
    /// # Errors
    /// [`PrinterError`] if any answer is missing or is not a printer's.
    pub fn status(&mut self) -> Result<PrinterStatus, PrinterError> {
        self.end_marker = EndMarker::NotAwaited;
        self.line
            .drain(SILENCE, Instant::now() + self.config.answer_within)?;
        self.ask_all()
    }

    /// Prints a slip within [`PrinterConfig::print_within`].
    ///
    /// Nothing is sent to a printer that cannot print now. A slip that is broken off is cancelled
    /// on the printer too, and its beginning is cut off before the next one starts: the next
    /// person finds neither on their slip.
    ///
    /// # Errors
    /// [`PrinterError`] if the printer stops answering or its device is gone: then nobody knows
    /// what is on paper, and the printer must be opened again.
    pub fn print(&mut self, slip: &Slip) -> Result<PrintOutcome, PrinterError> {
        self.print_by(slip, Instant::now() + self.config.print_within)
    }

    /// Prints a slip before `deadline`; see [`Printer::print`].
    ///
    /// # Errors
    /// As [`Printer::print`].
    pub fn print_by(
        &mut self,
        slip: &Slip,
        deadline: Instant,
    ) -> Result<PrintOutcome, PrinterError> {
        let before = self.status()?.condition();
        if !before.can_print() {
            return Ok(PrintOutcome::refused(before));
        }
        self.cut_off(deadline)?;
        let outcome = self.send(slip, deadline);
        self.torn = !matches!(outcome, Ok(outcome) if outcome.is_printed());
        if self.torn {
            self.line.forget_unsent();
            // The slip has failed already; a printer that does not even hear this is asked to
            // forget again when it is next opened.
            let _ = self.cancel();
        }
        outcome
    }

    /// Has the next slip cut free of the piece that a broken one has left.
    pub(crate) fn expect_torn(&mut self) {
        self.torn = true;
    }

    /// Whether a piece of a slip may hang from the mouth.
    pub(crate) fn is_torn(&self) -> bool {
        self.torn
    }

    fn cut_off(&mut self, deadline: Instant) -> Result<(), PrinterError> {
        if self.torn {
            self.line
                .write(self.config.profile.finish.as_slice(), deadline)?;
        }
        Ok(())
    }

    fn send(&mut self, slip: &Slip, deadline: Instant) -> Result<PrintOutcome, PrinterError> {
        let bytes = encode(slip, &self.config.profile);
        self.line.write(&bytes, deadline)?;
        match self.config.profile.end_marker.clone() {
            Some(question) => {
                self.line.write(question.as_slice(), deadline)?;
                self.wait_for_end_marker(deadline)
            }
            None => self.wait_until_idle(deadline),
        }
    }

    /// Waits for the answer that comes only after the last byte of the slip is on paper, and
    /// looks now and then whether something keeps it from coming.
    fn wait_for_end_marker(&mut self, deadline: Instant) -> Result<PrintOutcome, PrinterError> {
        self.end_marker = EndMarker::Awaited;
        while Instant::now() < deadline {
            let look_at = deadline.min(Instant::now() + LOOK_EVERY);
            self.read_end_marker(look_at)?;
            let now = self.ask_all()?.condition();
            if self.end_marker == EndMarker::Seen {
                return Ok(PrintOutcome::printed(now));
            }
            if !now.can_print() {
                return Ok(PrintOutcome::refused(now));
            }
        }
        Ok(PrintOutcome::Failed(PrintFailure::Unconfirmed))
    }

    fn read_end_marker(&mut self, by: Instant) -> Result<(), PrinterError> {
        let mut byte = [0; 1];
        if self.line.read(&mut byte, by)? == 1 {
            self.end_marker.take(byte[0]);
        }
        Ok(())
    }

    /// A printer without an end marker is done when all is sent and it says twice in a row, with
    /// a pause between, that it is not busy.
    fn wait_until_idle(&mut self, deadline: Instant) -> Result<PrintOutcome, PrinterError> {
        let mut idle_before = false;
        while Instant::now() < deadline {
            thread::sleep(LOOK_EVERY);
            let now = self.status()?;
            if !now.condition().can_print() {
                return Ok(PrintOutcome::refused(now.condition()));
            }
            let idle = !now.busy && self.line.is_sent()?;
            if idle && idle_before {
                return Ok(PrintOutcome::printed(now.condition()));
            }
            idle_before = idle;
        }
        Ok(PrintOutcome::Failed(PrintFailure::Unconfirmed))
    }

    fn ask_all(&mut self) -> Result<PrinterStatus, PrinterError> {
        let dialect = self.config.profile.status;
        let mut status = PrinterStatus::default();
        for request in dialect.questions() {
            let reply = self.ask(*request)?;
            status.add(dialect, *request, &reply)?;
        }
        Ok(status)
    }

    fn ask(&mut self, request: StatusRequest) -> Result<Vec<u8>, PrinterError> {
        let by = Instant::now() + self.config.answer_within;
        self.line.write(&request.bytes(), by)?;
        let mut reply = vec![0; request.reply_length()];
        loop {
            if self.line.read(&mut reply, by)? < reply.len() {
                return Err(PrinterError::NoAnswer { request });
            }
            match reply.as_slice() {
                [byte] if self.end_marker.take(*byte) => {}
                [..] => return Ok(reply),
            }
        }
    }

    fn cancel(&mut self) -> Result<(), PrinterError> {
        let deadline = Instant::now() + CANCEL_WITHIN;
        self.line
            .write(self.config.profile.cancel.as_slice(), deadline)?;
        self.line.drain(CANCEL_WITHIN / 6, deadline)
    }
}

impl fmt::Debug for Printer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Printer")
            .field("device", &self.config.device)
            .finish_non_exhaustive()
    }
}

impl Drop for Printer {
    /// Closing a serial line waits for unsent bytes, on some drivers half a minute.
    fn drop(&mut self) {
        self.line.forget_unsent();
    }
}

/// Whether the answer to the question behind the slip is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EndMarker {
    NotAwaited,
    Awaited,
    Seen,
}

impl EndMarker {
    /// Takes a byte that came, if it is the marker awaited. GS r answers have bit 4 clear where
    /// DLE EOT answers have it set, so neither is taken for the other.
    fn take(&mut self, byte: u8) -> bool {
        let is_marker = *self == Self::Awaited && byte & 0x90 == 0;
        if is_marker {
            *self = Self::Seen;
        }
        is_marker
    }
}

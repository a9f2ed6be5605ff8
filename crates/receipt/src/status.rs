// SPDX-License-Identifier: EUPL-1.2
//! The questions a printer answers at once, and what its answers mean.

use crate::condition::PrinterCondition;
use crate::error::StatusError;
use crate::profile::StatusDialect;

/// A question a printer answers in real time: DLE EOT n (10 04 n).
///
/// Answers do not name their question, so one may be asked only after the last was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusRequest {
    /// n = 1: is it on line?
    Printer,
    /// n = 2: why is it off line?
    OfflineCause,
    /// n = 3: which error?
    Error,
    /// n = 4: how much paper?
    Paper,
    /// n = 20: everything, on Custom printers.
    CustomFull,
}

impl StatusRequest {
    /// The four questions of the Epson dialect.
    pub const DLE_EOT: [Self; 4] = [Self::Printer, Self::OfflineCause, Self::Error, Self::Paper];

    /// The bytes to send.
    pub fn bytes(self) -> [u8; 3] {
        let n = match self {
            Self::Printer => 1,
            Self::OfflineCause => 2,
            Self::Error => 3,
            Self::Paper => 4,
            Self::CustomFull => 20,
        };
        [0x10, 0x04, n]
    }

    /// How many bytes the answer has.
    pub fn reply_length(self) -> usize {
        match self {
            Self::CustomFull => 6,
            Self::Printer | Self::OfflineCause | Self::Error | Self::Paper => 1,
        }
    }
}

/// What a printer says about its paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Paper {
    /// Enough.
    #[default]
    Present,
    /// The roll is near its end.
    NearEnd,
    /// None.
    Out,
}

/// What a printer says about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PrinterStatus {
    /// The roll.
    pub paper: Paper,
    /// It does not take orders now.
    pub offline: bool,
    /// The cover or the head is open.
    pub cover_open: bool,
    /// The feed key is held.
    pub feed_key: bool,
    /// The knife is stuck.
    pub cutter_error: bool,
    /// Paper is stuck on its way.
    pub paper_jam: bool,
    /// An error that passes by itself: a hot head, a low supply.
    pub recoverable: bool,
    /// An error that needs the printer switched off or repaired.
    pub unrecoverable: bool,
    /// It is still working on what it was sent (Custom only).
    pub busy: bool,
    /// A slip waits at the mouth (Custom only).
    pub slip_in_mouth: bool,
}

impl PrinterStatus {
    /// Adds what one answer says.
    ///
    /// # Errors
    /// [`StatusError`] if the answer has not the length or the fixed bits of a printer's; then
    /// nothing is added.
    pub fn add(
        &mut self,
        dialect: StatusDialect,
        request: StatusRequest,
        reply: &[u8],
    ) -> Result<(), StatusError> {
        let wanted = request.reply_length();
        if reply.len() != wanted {
            return Err(StatusError::Length {
                request,
                got: reply.len(),
                wanted,
            });
        }
        let genuine = match (dialect, reply) {
            (StatusDialect::DleEot { mask, value }, [b]) => b & mask == value,
            (StatusDialect::CustomFull {}, [0x10, 0x0f, ..]) => true,
            (StatusDialect::DleEot { .. } | StatusDialect::CustomFull {}, _) => false,
        };
        if !genuine {
            return Err(StatusError::NotAPrinter { request });
        }
        self.take(request, reply);
        Ok(())
    }

    /// What this means for whoever wants to print.
    pub fn condition(&self) -> PrinterCondition {
        if self.cover_open {
            PrinterCondition::CoverOpen
        } else if self.paper == Paper::Out {
            PrinterCondition::PaperOut
        } else if self.cutter_error {
            PrinterCondition::CutterFault
        } else if self.offline || self.paper_jam || self.recoverable || self.unrecoverable {
            PrinterCondition::Fault
        } else if self.paper == Paper::NearEnd {
            PrinterCondition::PaperLow
        } else {
            PrinterCondition::Ready
        }
    }

    fn take(&mut self, request: StatusRequest, reply: &[u8]) {
        match (request, reply) {
            (StatusRequest::Printer, [b]) => {
                self.offline |= b & 0x08 != 0;
                self.feed_key |= b & 0x40 != 0;
            }
            (StatusRequest::OfflineCause, [b]) => self.take_offline_cause(*b),
            (StatusRequest::Error, [b]) => {
                self.cutter_error |= b & 0x08 != 0;
                self.unrecoverable |= b & 0x20 != 0;
                self.recoverable |= b & 0x44 != 0;
            }
            (StatusRequest::Paper, [b]) => self.take_paper(b & 0x0c == 0x0c, b & 0x60 == 0x60),
            (StatusRequest::CustomFull, &[_, _, paper, user, recoverable, fatal]) => {
                self.take_custom(paper, user, recoverable, fatal);
            }
            (
                StatusRequest::Printer
                | StatusRequest::OfflineCause
                | StatusRequest::Error
                | StatusRequest::Paper
                | StatusRequest::CustomFull,
                _,
            ) => {}
        }
    }

    fn take_offline_cause(&mut self, b: u8) {
        self.cover_open |= b & 0x04 != 0;
        self.feed_key |= b & 0x08 != 0;
        self.take_paper(false, b & 0x20 != 0);
        self.offline |= b & 0x40 != 0;
    }

    /// Custom full status: paper, user, recoverable and unrecoverable flags, in this order.
    fn take_custom(&mut self, paper: u8, user: u8, recoverable: u8, fatal: u8) {
        self.take_paper(paper & 0x04 != 0, paper & 0x41 != 0);
        self.slip_in_mouth |= paper & 0x20 != 0;
        self.cover_open |= user & 0x03 != 0;
        self.busy |= user & 0x0c != 0;
        self.feed_key |= user & 0x60 != 0;
        self.recoverable |= recoverable & 0x2b != 0;
        self.paper_jam |= recoverable & 0x40 != 0;
        self.cutter_error |= fatal & 0x03 != 0;
        self.unrecoverable |= fatal & 0x8c != 0;
    }

    fn take_paper(&mut self, near_end: bool, out: bool) {
        if out {
            self.paper = Paper::Out;
        } else if near_end && self.paper == Paper::Present {
            self.paper = Paper::NearEnd;
        }
    }
}

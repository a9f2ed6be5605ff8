// SPDX-License-Identifier: EUPL-1.2
//! A technician wants to see the APDUs, and nobody may see what they carry.

mod masked;
mod moment;

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

pub use masked::Masked;
pub(crate) use masked::{Hidden, Piece};
pub use moment::{Answered, Line, Moment, Outcome};

use crate::EmulatorError;

/// The first line of every log.
pub const TITLE: &str = "# cns-emulator log 1";

/// One line for everything that happens in a slot, enough to play it again and without anything
/// personal: of PINs, PUKs, signed data and what is read from files, the length alone.
#[derive(Debug)]
pub struct ApduLog {
    file: File,
    start: Instant,
    reader: usize,
}

impl ApduLog {
    /// Appends to `path`, as reader 0.
    pub fn open(path: &Path) -> Result<Self, EmulatorError> {
        let open = || {
            let mut file = OpenOptions::new().create(true).append(true).open(path)?;
            if file.metadata()?.len() == 0 {
                writeln!(file, "{TITLE}")?;
            }
            Ok(file)
        };
        Ok(Self {
            file: open().map_err(EmulatorError::file(path))?,
            start: Instant::now(),
            reader: 0,
        })
    }

    /// The same file and clock, for another reader.
    pub fn for_reader(&self, reader: usize) -> io::Result<Self> {
        Ok(Self {
            file: self.file.try_clone()?,
            start: self.start,
            reader,
        })
    }

    /// Writes one line. A log that cannot be written is no reason to fail a card.
    pub fn write(&mut self, moment: Moment) {
        let line = Line {
            micros: u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX),
            reader: self.reader,
            moment,
        };
        // In one piece, so that the lines of two readers do not mix.
        let _ = self.file.write_all(format!("{line}\n").as_bytes());
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A technician wants to see the APDUs, and nobody may see what they carry.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use crate::{EmulatorError, hex};

/// One line per APDU: header, lengths, status word, microseconds. Data is shown only where it
/// cannot be personal: in SELECT and MSE.
#[derive(Debug)]
pub struct ApduLog {
    file: File,
    start: Instant,
}

impl ApduLog {
    /// Appends to `path`.
    pub fn open(path: &Path) -> Result<Self, EmulatorError> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Ok(Self {
            file: file.map_err(EmulatorError::file(path))?,
            start: Instant::now(),
        })
    }

    /// Writes one exchange. A log that cannot be written is no reason to fail a card.
    pub fn exchange(&mut self, apdu: &[u8], response: &[u8]) {
        let micros = self.start.elapsed().as_micros();
        let _ = writeln!(self.file, "{micros:>12} {}", line(apdu, response));
    }
}

/// The masked text of one exchange.
pub fn line(apdu: &[u8], response: &[u8]) -> String {
    let (header, body) = apdu.split_at(apdu.len().min(4));
    let open = matches!(header.get(1), Some(0xA4 | 0x22));
    let shown = match body.len() {
        0 => String::new(),
        _ if open => format!(" {}", hex::encode(body)),
        length => format!(" [{length} bytes]"),
    };
    let (data, status) = response.split_at(response.len().saturating_sub(2));
    format!(
        "{}{shown} -> [{} bytes] {}",
        hex::encode(header),
        data.len(),
        hex::encode(status)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_never_reaches_the_log() {
        let apdu = hex::decode("00200090083132333435FFFFFF").expect("hex");
        assert_eq!(
            line(&apdu, &[0x63, 0xC2]),
            "00200090 [9 bytes] -> [0 bytes] 63C2"
        );
    }

    #[test]
    fn a_path_does_and_what_is_read_does_not() {
        let select = hex::decode("00A4080C0411001102").expect("hex");
        assert_eq!(
            line(&select, &[0x90, 0]),
            "00A4080C 0411001102 -> [0 bytes] 9000"
        );
        let read = hex::decode("00B0000010").expect("hex");
        assert_eq!(
            line(&read, b"ROSSI\x90\x00"),
            "00B00000 [1 bytes] -> [5 bytes] 9000"
        );
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What happens inside the printer: its buffer, its paper, its knife and its answers.

use std::collections::VecDeque;

use receipt::Command;

/// What is on the roll.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PaperSupply {
    /// Enough.
    #[default]
    Full,
    /// The end of the roll is near.
    NearEnd,
    /// None.
    Out,
}

/// The printer without its cable: bytes in, answers out, slips on the side.
#[derive(Debug, Default)]
pub(super) struct Mechanism {
    pub(super) paper: PaperSupply,
    /// The roll ends after this many more bytes are printed.
    pub(super) paper_left: Option<usize>,
    pub(super) cover_open: bool,
    pub(super) cutter_jammed: bool,
    pub(super) dead: bool,
    /// The printer dies after this many more bytes are printed; a dead one has lost its buffer.
    pub(super) life_left: Option<usize>,
    /// The knife has failed and stays so until the jam is cleared.
    cutter_failed: bool,
    /// Bytes that may be the beginning of a real-time command.
    arriving: Vec<u8>,
    /// Received and not yet printed.
    buffer: VecDeque<u8>,
    /// Printed since the last cut.
    hanging: Vec<u8>,
    slips: Vec<Vec<u8>>,
}

impl Mechanism {
    /// Takes bytes from the cable; returns what the printer answers to them.
    ///
    /// Real-time commands are obeyed as they arrive, even while printing stands still.
    pub(super) fn receive(&mut self, bytes: &[u8]) -> Vec<u8> {
        if self.dead {
            return Vec::new();
        }
        let mut answers = Vec::new();
        self.arriving.extend(bytes);
        while let Some((command, length)) = Command::first(&self.arriving) {
            if let Command::RealTimeStatus(n) = command {
                answers.extend(self.status(n));
            } else if command == Command::ClearBuffers {
                self.buffer.clear();
                answers.extend([0x37, 0x25, 0x00]);
            } else {
                self.buffer.extend(self.arriving.iter().take(length));
            }
            self.arriving.drain(..length);
        }
        answers.extend(self.run());
        answers
    }

    /// Prints as much of the buffer as can be printed now; returns the answers that were waiting
    /// in it.
    pub(super) fn run(&mut self) -> Vec<u8> {
        self.cutter_failed &= self.cutter_jammed;
        let mut answers = Vec::new();
        while self.can_print() {
            let Some((command, length)) = Command::first(self.buffer.make_contiguous()) else {
                break;
            };
            let cuts = command == Command::Cut;
            if cuts && self.cutter_jammed {
                self.cutter_failed = true;
                break;
            }
            if let Command::TransmitStatus(_) = command {
                answers.push(self.paper_sensor_byte());
            }
            self.hanging.extend(self.buffer.drain(..length));
            self.wear(length);
            if cuts {
                self.slips.push(std::mem::take(&mut self.hanging));
            }
        }
        answers
    }

    /// The bytes of every slip cut off so far, each ending with its cut.
    pub(super) fn slips(&self) -> &[Vec<u8>] {
        &self.slips
    }

    /// The bytes printed since the last cut: a slip that was broken off hangs here.
    pub(super) fn hanging(&self) -> &[u8] {
        &self.hanging
    }

    fn can_print(&self) -> bool {
        self.paper != PaperSupply::Out && !self.cover_open && !self.cutter_failed && !self.dead
    }

    fn wear(&mut self, bytes: usize) {
        if runs_out(&mut self.paper_left, bytes) {
            self.paper = PaperSupply::Out;
        }
        if runs_out(&mut self.life_left, bytes) {
            self.dead = true;
            self.buffer.clear();
        }
    }

    /// The answer to DLE EOT n; none to a number this printer does not know.
    fn status(&self, n: u8) -> Vec<u8> {
        let out = self.paper == PaperSupply::Out;
        let offline = out || self.cover_open || self.cutter_failed;
        let flag = |condition: bool, bits: u8| if condition { bits } else { 0 };
        match n {
            // A healthy TM-T20II says 16, not 12: the drawer's pin is high when there is none.
            1 => vec![0x16 | flag(offline, 0x08)],
            2 => vec![
                0x12 | flag(self.cover_open, 0x04)
                    | flag(out, 0x20)
                    | flag(self.cutter_failed, 0x40),
            ],
            3 => vec![0x12 | flag(self.cutter_failed, 0x08)],
            4 => vec![0x12 | flag(self.paper != PaperSupply::Full, 0x0c) | flag(out, 0x60)],
            20 => vec![
                0x10,
                0x0f,
                flag(out, 0x01) | flag(self.paper != PaperSupply::Full, 0x04),
                flag(self.cover_open, 0x02),
                0,
                flag(self.cutter_failed, 0x01),
            ],
            _ => Vec::new(),
        }
    }

    /// The answer to GS r 1.
    fn paper_sensor_byte(&self) -> u8 {
        match self.paper {
            PaperSupply::Full => 0x00,
            PaperSupply::NearEnd => 0x03,
            PaperSupply::Out => 0x0f,
        }
    }
}

/// Takes `used` from what is left; true when that was the last of it.
fn runs_out(left: &mut Option<usize>, used: usize) -> bool {
    *left = left.map(|left| left.saturating_sub(used));
    left.take_if(|left| *left == 0).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_time_questions_are_answered_while_printing_stands_still() {
        let mut printer = Mechanism {
            paper: PaperSupply::Out,
            ..Mechanism::default()
        };
        assert_eq!(printer.receive(b"words\n\x10\x04"), [] as [u8; 0]);
        assert_eq!(printer.receive(b"\x04"), [0x7e]);
        assert!(printer.hanging().is_empty());
    }

    #[test]
    fn a_new_roll_prints_what_waited_unless_it_was_cancelled() {
        let cancel = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08";
        for (bytes, printed) in [(&b""[..], &b"stale\n"[..]), (cancel, b"")] {
            let mut printer = Mechanism {
                paper: PaperSupply::Out,
                ..Mechanism::default()
            };
            printer.receive(b"stale\n");
            printer.receive(bytes);
            printer.paper = PaperSupply::Full;
            printer.run();
            assert_eq!(printer.hanging(), printed);
        }
    }

    #[test]
    fn the_end_of_the_slip_is_told_only_after_it_is_cut() {
        let mut printer = Mechanism {
            cutter_jammed: true,
            ..Mechanism::default()
        };
        assert!(printer.receive(b"slip\n\x1bi\x1dr\x01").is_empty());
        assert!(printer.slips().is_empty());
        printer.cutter_jammed = false;
        assert_eq!(printer.run(), [0x00]);
        assert_eq!(printer.slips(), [b"slip\n\x1bi".to_vec()]);
    }
}

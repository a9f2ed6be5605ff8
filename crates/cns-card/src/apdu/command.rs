// SPDX-License-Identifier: EUPL-1.2
//! A command APDU and its bytes on the three transports (ISO/IEC 7816-4:2020, 5.1–5.3).

use std::fmt;

use serde::Deserialize;
use zeroize::Zeroizing;

use super::Instruction;
use crate::CardError;

/// How a command with more than 255 bytes of data reaches the card.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// It does not: the card takes short commands only.
    Short,
    /// In several short commands with the chaining bit in the class (5.3.3).
    Chained,
    /// In one command with a three-byte Lc, or chained if the card refuses that form.
    Extended,
}

/// One command before it is put into bytes. Its data is wiped when dropped and never printed.
pub struct Command {
    instruction: Instruction,
    p1: u8,
    p2: u8,
    data: Zeroizing<Vec<u8>>,
    expected: Option<u8>,
}

impl Command {
    /// A command without data that expects no answer but the status word.
    #[must_use]
    pub fn new(instruction: Instruction, p1: u8, p2: u8) -> Self {
        Self {
            instruction,
            p1,
            p2,
            data: Zeroizing::default(),
            expected: None,
        }
    }

    /// The command with this data field.
    #[must_use]
    pub fn with_data(mut self, data: Zeroizing<Vec<u8>>) -> Self {
        self.data = data;
        self
    }

    /// The command with this short Le: 1–255, or 0 for 256 bytes.
    #[must_use]
    pub fn expecting(mut self, length: u8) -> Self {
        self.expected = Some(length);
        self
    }

    /// The instruction, for messages.
    #[must_use]
    pub fn instruction(&self) -> Instruction {
        self.instruction
    }

    /// Whether the command asks for data, so that it may be issued again with another Le.
    #[must_use]
    pub fn expects_data(&self) -> bool {
        self.expected.is_some()
    }

    /// Whether the data is more than one short command holds.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.data.len() > SHORT_DATA
    }

    /// The command's bytes: one frame, or several to be sent in this order.
    ///
    /// # Errors
    /// [`CardError::CommandTooLong`] when the data does not fit the transport.
    pub fn frames(&self, transport: Transport) -> Result<Vec<Zeroizing<Vec<u8>>>, CardError> {
        if !self.is_long() {
            return Ok(vec![self.short_frame(CLASS, &self.data, self.expected)]);
        }
        match transport {
            Transport::Short => Err(CardError::CommandTooLong),
            Transport::Chained => Ok(self.chained_frames()),
            Transport::Extended => self.extended_frame().map(|frame| vec![frame]),
        }
    }

    fn chained_frames(&self) -> Vec<Zeroizing<Vec<u8>>> {
        let last = (self.data.len() - 1) / SHORT_DATA;
        self.data
            .chunks(SHORT_DATA)
            .enumerate()
            .map(|(index, part)| {
                if index == last {
                    self.short_frame(CLASS, part, self.expected)
                } else {
                    self.short_frame(CLASS_CHAINING, part, None)
                }
            })
            .collect()
    }

    fn short_frame(&self, class: u8, data: &[u8], expected: Option<u8>) -> Zeroizing<Vec<u8>> {
        let mut frame = self.header(class, data.len());
        if let Ok(length @ 1..) = u8::try_from(data.len()) {
            frame.push(length);
        }
        frame.extend_from_slice(data);
        frame.extend(expected);
        frame
    }

    fn extended_frame(&self) -> Result<Zeroizing<Vec<u8>>, CardError> {
        let length = u16::try_from(self.data.len()).map_err(|_| CardError::CommandTooLong)?;
        let mut frame = self.header(CLASS, self.data.len());
        frame.push(0);
        frame.extend_from_slice(&length.to_be_bytes());
        frame.extend_from_slice(&self.data);
        if let Some(expected) = self.expected {
            let expected = if expected == 0 {
                256
            } else {
                u16::from(expected)
            };
            frame.extend_from_slice(&expected.to_be_bytes());
        }
        Ok(frame)
    }

    /// CLA INS P1 P2 with room for the whole command, so that no copy of a secret is left behind.
    fn header(&self, class: u8, data_length: usize) -> Zeroizing<Vec<u8>> {
        let mut frame = Zeroizing::new(Vec::with_capacity(data_length + LONGEST_OVERHEAD));
        frame.extend_from_slice(&[class, self.instruction as u8, self.p1, self.p2]);
        frame
    }
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Command({}, {} bytes)",
            self.instruction,
            self.data.len()
        )
    }
}

const CLASS: u8 = 0x00;
const CLASS_CHAINING: u8 = 0x10;
const SHORT_DATA: usize = 0xFF;
/// Header, extended Lc and extended Le.
const LONGEST_OVERHEAD: usize = 4 + 3 + 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn with_data(length: usize) -> Command {
        Command::new(Instruction::PerformSecurityOperation, 0x80, 0x86)
            .with_data(Zeroizing::new(vec![0x5A; length]))
            .expecting(0)
    }

    #[test]
    fn a_command_without_data_has_no_length_byte() {
        let read = Command::new(Instruction::ReadBinary, 0x01, 0x02).expecting(0x10);
        let frames = read.frames(Transport::Short).unwrap();
        assert_eq!(frames.len(), 1);
        assert_eq!(*frames[0], [0x00, 0xB0, 0x01, 0x02, 0x10]);
    }

    #[test]
    fn up_to_255_bytes_go_in_one_short_command_on_every_transport() {
        for length in [0x01, 0x7F, 0x80, 0xFF] {
            for transport in [Transport::Short, Transport::Chained, Transport::Extended] {
                let frames = with_data(length).frames(transport).unwrap();
                assert_eq!(frames.len(), 1);
                assert_eq!(usize::from(frames[0][4]), length);
                assert_eq!(frames[0].len(), 5 + length + 1);
            }
        }
    }

    #[test]
    fn the_256th_byte_needs_a_longer_transport() {
        let command = with_data(0x100);
        assert_eq!(
            command.frames(Transport::Short).unwrap_err(),
            CardError::CommandTooLong
        );
        let chained = command.frames(Transport::Chained).unwrap();
        assert_eq!(chained[0][..5], [0x10, 0x2A, 0x80, 0x86, 0xFF]);
        assert_eq!(*chained[1], [0x00, 0x2A, 0x80, 0x86, 0x01, 0x5A, 0x00]);
        let extended = command.frames(Transport::Extended).unwrap();
        assert_eq!(extended[0][..7], [0x00, 0x2A, 0x80, 0x86, 0x00, 0x01, 0x00]);
        assert_eq!(extended[0][7 + 0x100..], [0x01, 0x00]);
    }

    #[test]
    fn only_the_last_of_a_chain_asks_for_an_answer() {
        let chained = with_data(2 * SHORT_DATA)
            .frames(Transport::Chained)
            .unwrap();
        assert_eq!(chained.len(), 2);
        assert_eq!(chained[0].len(), 5 + SHORT_DATA);
        assert_eq!(chained[1].len(), 5 + SHORT_DATA + 1);
    }

    #[test]
    fn debug_shows_no_data() {
        assert_eq!(
            format!("{:?}", with_data(8)),
            "Command(PERFORM SECURITY OPERATION, 8 bytes)"
        );
    }
}

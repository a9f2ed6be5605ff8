// SPDX-License-Identifier: EUPL-1.2
//! One message of the VSCard protocol (libcacard, `vscard_common.h`, version 0.0.2): type, reader
//! and length as 32-bit big-endian numbers, and that many bytes.

use std::io::{self, Read};

const MAGIC: &[u8; 4] = b"VSCD";
const VERSION: u32 = 2;
const NO_READER: u32 = u32::MAX;
const FIRST_READER: u32 = 0;
/// QEMU itself takes no more at once.
const LONGEST: u32 = 64 * 1024;

/// No Debug: it may carry a PIN.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) kind: Kind,
    reader: u32,
    pub(super) data: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Init,
    Error,
    ReaderAdd,
    ReaderRemove,
    Atr,
    CardRemove,
    Apdu,
    Flush,
    FlushComplete,
}

const NUMBERS: [(Kind, u32); 9] = [
    (Kind::Init, 1),
    (Kind::Error, 2),
    (Kind::ReaderAdd, 3),
    (Kind::ReaderRemove, 4),
    (Kind::Atr, 5),
    (Kind::CardRemove, 6),
    (Kind::Apdu, 7),
    (Kind::Flush, 8),
    (Kind::FlushComplete, 9),
];

impl Message {
    pub(super) fn new(kind: Kind, data: Vec<u8>) -> Self {
        let reader = if matches!(kind, Kind::Init | Kind::ReaderAdd) {
            NO_READER
        } else {
            FIRST_READER
        };
        Self { kind, reader, data }
    }

    /// The greeting: magic, version, and no capabilities.
    pub(super) fn init() -> Self {
        let data = [&MAGIC[..], &VERSION.to_be_bytes(), &[0; 4]].concat();
        Self::new(Kind::Init, data)
    }

    pub(super) fn is_greeting(&self) -> bool {
        self.kind == Kind::Init && self.data.starts_with(MAGIC)
    }

    /// What it complains of, if it does; 0 is success.
    pub(super) fn error(&self) -> Option<u32> {
        let code = self.data.first_chunk::<4>();
        let code = code.map_or(u32::MAX, |code| u32::from_be_bytes(*code));
        (self.kind == Kind::Error).then_some(code)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let number = NUMBERS.iter().find(|(kind, _)| *kind == self.kind);
        let number = number.map_or(0, |(_, number)| *number);
        // Nothing we send is longer than an APDU.
        let length = self.data.len() as u32;
        let header = [number, self.reader, length].map(u32::to_be_bytes).concat();
        [header, self.data.clone()].concat()
    }

    pub(super) fn read(from: &mut impl Read) -> io::Result<Self> {
        let [number, reader, length] = [word(from)?, word(from)?, word(from)?];
        let kind = NUMBERS.iter().find(|(_, one)| *one == number);
        let (Some((kind, _)), true) = (kind, length <= LONGEST) else {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        };
        let mut data = vec![0; length as usize];
        from.read_exact(&mut data)?;
        Ok(Self {
            kind: *kind,
            reader,
            data,
        })
    }
}

fn word(from: &mut impl Read) -> io::Result<u32> {
    let mut word = [0; 4];
    from.read_exact(&mut word)?;
    Ok(u32::from_be_bytes(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    #[test]
    fn the_greeting_is_the_one_of_the_protocol() {
        let bytes = hex::encode(&Message::init().bytes());
        assert_eq!(bytes, "00000001FFFFFFFF0000000C565343440000000200000000");
    }

    #[test]
    fn what_is_written_can_be_read_back() {
        for (kind, _) in NUMBERS {
            let message = Message::new(kind, vec![0x90, 0x00]);
            let read = Message::read(&mut &message.bytes()[..]).expect("a message");
            assert!(read == message, "{kind:?}");
        }
    }

    #[test]
    fn an_unknown_type_or_a_monstrous_length_is_no_message() {
        for text in [
            "0000000A0000000000000000",
            "000000070000000000010001",
            "00000007000000",
            "00000007000000000000000290",
        ] {
            let bytes = hex::decode(text).expect("hex");
            assert!(Message::read(&mut &bytes[..]).is_err(), "{text}");
        }
    }
}

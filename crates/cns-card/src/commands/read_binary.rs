// SPDX-License-Identifier: EUPL-1.2
//! READ BINARY: bytes of the selected transparent file.

use crate::apdu::{Command, Instruction};

/// READ BINARY (ISO/IEC 7816-4:2020, 11.3.3) of `length` bytes, 0 standing for 256.
///
/// `None` for an offset of more than 15 bits: bit 8 of P1 means something else.
#[must_use]
pub fn read_binary(offset: usize, length: u8) -> Option<Command> {
    let [p1 @ 0..=0x7F, p2] = u16::try_from(offset).ok()?.to_be_bytes() else {
        return None;
    };
    Some(Command::new(Instruction::ReadBinary, p1, p2).expecting(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::apdu::Transport;

    #[test]
    fn offsets_have_fifteen_bits() {
        for (offset, p1, p2) in [
            (0x7F, 0x00, 0x7F),
            (0x80, 0x00, 0x80),
            (0xFF, 0x00, 0xFF),
            (0x100, 0x01, 0x00),
            (0x7FFF, 0x7F, 0xFF),
        ] {
            let frames = read_binary(offset, 4).unwrap().frames(Transport::Short);
            assert_eq!(*frames.unwrap()[0], [0x00, 0xB0, p1, p2, 4]);
        }
        assert!(read_binary(0x8000, 4).is_none());
        assert!(read_binary(0x1_0000, 4).is_none());
    }
}

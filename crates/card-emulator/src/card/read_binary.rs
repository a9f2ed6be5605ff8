// SPDX-License-Identifier: EUPL-1.2
//! READ BINARY, and the ways in which cards end a file.

use super::apdu::Apdu;
use super::files::Place;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};
use crate::profile::{EndOfFile, ShortTail};

impl Card {
    /// READ BINARY (ISO/IEC 7816-4:2020, 11.3.3) with a 15-bit offset in P1-P2.
    pub(super) fn read_binary(&mut self, apdu: &Apdu) -> Outcome {
        if apdu.p1 & 0x80 != 0 {
            return Err(StatusWord::WRONG_P1_P2);
        }
        let le = apdu
            .le
            .filter(|_| apdu.data.is_empty())
            .ok_or(StatusWord::WRONG_LENGTH)?;
        if self.quirks().largest_le.is_some_and(|most| le > most) {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let contents = self.current_file().ok_or(StatusWord::NO_CURRENT_FILE)?;
        let offset = usize::from(u16::from_be_bytes([apdu.p1, apdu.p2]));
        let rest = contents.get(offset..).ok_or(StatusWord::WRONG_OFFSET)?;
        let data = rest[..le.min(rest.len())].to_vec();
        // Le = 00 asks for "as much as there is", so a short answer to it is not short.
        let short = data.len() < le && le % 256 != 0;
        let status = match (data.is_empty(), short) {
            (true, _) => self.at_the_end()?,
            (false, true) => self.short_tail(),
            (false, false) => StatusWord::OK,
        };
        Ok(Reply { data, status })
    }

    fn current_file(&self) -> Option<&[u8]> {
        let place = Place {
            tree: self.session.tree,
            path: self.session.current_ef.clone()?,
        };
        self.chip.files.get(&place)
    }

    fn at_the_end(&self) -> Result<StatusWord, StatusWord> {
        match self.quirks().end_of_file {
            EndOfFile::WrongOffset => Err(StatusWord::WRONG_OFFSET),
            EndOfFile::Warning => Ok(StatusWord::END_OF_FILE),
            EndOfFile::Success => Ok(StatusWord::OK),
        }
    }

    fn short_tail(&self) -> StatusWord {
        match self.quirks().short_tail {
            ShortTail::Success => StatusWord::OK,
            ShortTail::Warning => StatusWord::END_OF_FILE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{TestCard, st};
    use crate::profile::{EndOfFile, ShortTail};

    fn with_id_carta_selected() -> TestCard {
        let mut card = st();
        assert_eq!(card.sw("00A4080C0410001003"), 0x9000);
        card
    }

    #[test]
    fn le_zero_reads_as_much_as_there_is() {
        let mut card = with_id_carta_selected();
        assert_eq!(
            card.send("00B0000000"),
            (b"6090000000001006".to_vec(), 0x9000)
        );
        card.sw("00A4080C0411001101");
        assert_eq!(card.send("00B0000000").0.len(), 256);
        assert_eq!(card.send("00B00000000800").0.len(), 2048, "extended");
    }

    #[test]
    fn reading_over_the_end_gives_the_tail() {
        let mut card = with_id_carta_selected();
        assert_eq!(card.send("00B00004FF"), (b"000000001006".to_vec(), 0x9000));
        card.quirk(|quirks| quirks.short_tail = ShortTail::Warning);
        assert_eq!(card.send("00B00004FF"), (b"000000001006".to_vec(), 0x6282));
    }

    #[test]
    fn reading_at_the_end_is_a_habit_of_the_mask() {
        let mut card = with_id_carta_selected();
        for (habit, status) in [
            (EndOfFile::WrongOffset, 0x6B00),
            (EndOfFile::Warning, 0x6282),
            (EndOfFile::Success, 0x9000),
        ] {
            card.quirk(|quirks| quirks.end_of_file = habit);
            assert_eq!(card.send("00B00010F0"), (vec![], status));
        }
        assert_eq!(
            card.sw("00B00011F0"),
            0x6B00,
            "beyond the end there is no choice"
        );
    }

    #[test]
    fn nothing_is_read_without_a_file_or_a_length() {
        let mut card = st();
        assert_eq!(card.sw("00B0000010"), 0x6986);
        assert_eq!(card.sw("00B00000"), 0x6700);
        assert_eq!(card.sw("00B0810010"), 0x6A86);
    }

    #[test]
    fn a_mask_may_find_an_le_too_large() {
        let mut card = with_id_carta_selected();
        card.quirk(|quirks| quirks.largest_le = Some(0x80));
        assert_eq!(card.sw("00B0000000"), 0x6700);
        assert_eq!(card.sw("00B0000081"), 0x6700);
        assert_eq!(card.send("00B0000080").0.len(), 16);
        assert_eq!(
            card.sw("00A40800041000100300"),
            0x9000,
            "other commands may"
        );
    }
}

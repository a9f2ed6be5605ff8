// SPDX-License-Identifier: EUPL-1.2
//! Data longer than Le leaves the card in pieces, by 61xx and GET RESPONSE.

use std::fmt;

use super::apdu::Apdu;
use super::{Card, StatusWord};
use crate::profile::ShortLe;

/// INS of GET RESPONSE.
pub(super) const GET_RESPONSE: u8 = 0xC0;

/// Data with a status word that is not an error. No Debug: the data may be somebody's.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Reply {
    pub(super) data: Vec<u8>,
    pub(super) status: StatusWord,
}

/// What a command comes to.
pub(super) type Outcome = Result<Reply, StatusWord>;

impl Reply {
    pub(super) fn done() -> Outcome {
        Self::data(Vec::new())
    }

    pub(super) fn data(data: Vec<u8>) -> Outcome {
        Ok(Self {
            data,
            status: StatusWord::OK,
        })
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Reply({} bytes, {:?})",
            self.data.len(),
            self.status
        )
    }
}

/// GET RESPONSE (ISO/IEC 7816-4:2020, 11.8.1).
pub(super) fn get_response(pending: Option<Reply>) -> Outcome {
    pending.ok_or(StatusWord::CONDITIONS_NOT_SATISFIED)
}

impl Card {
    /// The bytes that leave the card; what Le has no room for waits for GET RESPONSE.
    pub(super) fn deliver(&mut self, outcome: Outcome, apdu: &Apdu) -> Vec<u8> {
        let (mut data, status) = match outcome.and_then(|reply| self.fit(reply, apdu)) {
            Ok(Reply { data, status }) => (data, status),
            Err(status) => (Vec::new(), status),
        };
        data.extend(self.in_its_own_words(status).bytes());
        data
    }

    fn fit(&mut self, mut reply: Reply, apdu: &Apdu) -> Outcome {
        let is_get_response = apdu.ins == GET_RESPONSE;
        let length = reply.data.len();
        let wrong_le = apdu.le.is_some_and(|le| le != length);
        if self.quirks().exact_le && wrong_le && (1..=256).contains(&length) {
            self.session.pending = is_get_response.then_some(reply);
            return Err(StatusWord::exact_length(length));
        }
        let all_waits = self.quirks().force_61xx && !is_get_response;
        let room = apdu.le.filter(|_| !all_waits).unwrap_or(0);
        if length <= room || length == 0 {
            return Ok(reply);
        }
        if self.quirks().short_le == ShortLe::Refused && !all_waits {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let rest = reply.data.split_off(room);
        let status = StatusWord::more(rest.len());
        self.session.pending = Some(Reply {
            data: rest,
            status: reply.status,
        });
        Ok(Reply { status, ..reply })
    }

    /// What this mask says in place of a status word of the standard.
    pub(super) fn in_its_own_words(&self, status: StatusWord) -> StatusWord {
        let words = &self.quirks().status_words;
        words.get(&status).copied().unwrap_or(status)
    }
}

#[cfg(test)]
mod tests {
    use super::super::StatusWord;
    use super::super::test_card::st;

    #[test]
    fn nothing_pending_means_nothing_to_get() {
        assert_eq!(st().sw("00C0000000"), 0x6985);
    }

    #[test]
    fn an_answer_longer_than_le_comes_in_two_parts() {
        let mut card = st();
        let whole = card.send("00A40800041100110200").0;
        let (head, status) = card.send("00A40800041100110210");
        assert_eq!(
            (head.len(), status),
            (16, 0x6100 | (whole.len() - 16) as u16)
        );
        let (tail, status) = card.send("00C0000000");
        assert_eq!(status, 0x9000);
        assert_eq!([head, tail].concat(), whole);
    }

    #[test]
    fn a_mask_may_refuse_a_short_le() {
        let mut card = st();
        card.quirk(|quirks| quirks.short_le = crate::profile::ShortLe::Refused);
        assert_eq!(card.send("00A40800041100110210"), (vec![], 0x6700));
    }

    #[test]
    fn a_mask_may_send_all_data_by_get_response() {
        let mut card = st();
        card.quirk(|quirks| quirks.force_61xx = true);
        card.sw("00A4080C0410001003");
        assert_eq!(card.send("00B0000010"), (vec![], 0x6110));
        assert_eq!(card.send("00C0000008"), (b"60900000".to_vec(), 0x6108));
        assert_eq!(card.send("00C0000008"), (b"00001006".to_vec(), 0x9000));
        assert_eq!(card.sw("00C0000008"), 0x6985);
        card.sw("00A4080C0411001101");
        assert_eq!(card.sw("00B0000000"), 0x6100, "256 bytes wait");
        assert_eq!(card.send("00C0000000").0.len(), 256);
    }

    #[test]
    fn a_warning_waits_with_its_data() {
        let mut card = st();
        card.quirk(|quirks| {
            quirks.force_61xx = true;
            quirks.short_tail = crate::profile::ShortTail::Warning;
        });
        card.sw("00A4080C0410001003");
        assert_eq!(card.sw("00B00004FF"), 0x610C);
        assert_eq!(card.send("00C000000C"), (b"000000001006".to_vec(), 0x6282));
    }

    #[test]
    fn a_mask_may_insist_on_the_right_le() {
        let mut card = st();
        card.quirk(|quirks| quirks.exact_le = true);
        card.sw("00A4080C0410001003");
        assert_eq!(card.send("00B0000000"), (vec![], 0x6C10));
        assert_eq!(card.send("00B00004FF"), (vec![], 0x6C0C));
        assert_eq!(card.send("00B0000410"), (vec![], 0x6C0C));
        assert_eq!(card.send("00B000040C").1, 0x9000);
        assert_eq!(card.sw("00B0000008"), 0x9000, "a part of what is there");
        let (_, status) = card.send("00A40800041000100300");
        assert_eq!(status & 0xFF00, 0x6C00);
        let (fci, status) = card.send(&format!("00A408000410001003{:02X}", status & 0xFF));
        assert_eq!((fci[0], status), (0x6F, 0x9000));
    }

    #[test]
    fn what_waits_goes_on_waiting_after_a_wrong_le() {
        let mut card = st();
        card.quirk(|quirks| (quirks.exact_le, quirks.force_61xx) = (true, true));
        card.sw("00A4080C0410001003");
        assert_eq!(card.sw("00B0000010"), 0x6110);
        assert_eq!(card.sw("00C0000000"), 0x6C10);
        assert_eq!(card.send("00C0000010").0.len(), 16);
    }

    #[test]
    fn a_mask_may_use_other_words() {
        let mut card = st();
        card.quirk(|quirks| {
            let words = [(0x6A82, 0x6A81), (0x63C2, 0x6300)];
            quirks.status_words = words
                .map(|(standard, own)| (StatusWord(standard), StatusWord(own)))
                .into();
        });
        assert_eq!(card.sw("00A4080C042FFF8228"), 0x6A81);
        assert_eq!(card.verify("00000"), 0x6300);
        assert_eq!(card.verify("00000"), 0x63C1);
    }
}

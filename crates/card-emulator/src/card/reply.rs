// SPDX-License-Identifier: EUPL-1.2
//! Data longer than Le leaves the card in pieces, by 61xx and GET RESPONSE.

use super::{Card, StatusWord};
use crate::profile::ShortLe;

/// Data with a status word that is not an error.
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

/// GET RESPONSE (ISO/IEC 7816-4:2020, 11.8.1).
pub(super) fn get_response(pending: Vec<u8>) -> Outcome {
    if pending.is_empty() {
        return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
    }
    Reply::data(pending)
}

impl Card {
    /// The bytes that leave the card; what Le has no room for waits for GET RESPONSE.
    pub(super) fn deliver(&mut self, outcome: Outcome, le: Option<usize>) -> Vec<u8> {
        let Reply {
            mut data,
            mut status,
        } = match outcome {
            Ok(reply) => reply,
            Err(status) => return status.bytes().to_vec(),
        };
        let room = le.unwrap_or(0);
        if data.len() > room {
            if self.chip.profile.quirks.short_le == ShortLe::Refused {
                return StatusWord::WRONG_LENGTH.bytes().to_vec();
            }
            self.session.pending = data.split_off(room);
            status = StatusWord::more(self.session.pending.len());
        }
        data.extend(status.bytes());
        data
    }
}

#[cfg(test)]
mod tests {
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
}

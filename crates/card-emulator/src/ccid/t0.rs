// SPDX-License-Identifier: EUPL-1.2
//! QEMU's reader says of itself that it knows protocol T=0 alone, and a guest's driver believes it.
//!
//! Every CNS says T=1. So on this cable a card says T=0 with the same historical bytes, and its
//! answers to commands with data wait for GET RESPONSE (ISO/IEC 7816-3:2006, 12.2).

const GET_RESPONSE: u8 = 0xC0;

/// What the last command left to be fetched. No Debug: it may be somebody's data.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct T0 {
    pending: Vec<u8>,
    status: [u8; 2],
}

impl T0 {
    /// The answer, when it is here and not on the card.
    pub(super) fn fetch(&mut self, tpdu: &[u8]) -> Option<Vec<u8>> {
        match tpdu {
            [0x00, GET_RESPONSE, 0, 0, le] if !self.pending.is_empty() => {
                let wanted = if *le == 0 { 256 } else { usize::from(*le) };
                let rest = self.pending.split_off(wanted.min(self.pending.len()));
                let head = std::mem::replace(&mut self.pending, rest);
                Some([head, self.last_word().to_vec()].concat())
            }
            _ => {
                self.pending.clear();
                None
            }
        }
    }

    /// What the card answered, as it crosses the cable.
    pub(super) fn answer(&mut self, tpdu: &[u8], mut response: Vec<u8>) -> Vec<u8> {
        let Some(data) = response.len().checked_sub(2).filter(|_| tpdu.len() > 5) else {
            return response;
        };
        if data == 0 {
            return response;
        }
        self.status = [response[data], response[data + 1]];
        response.truncate(data);
        self.pending = response;
        self.last_word().to_vec()
    }

    /// 61xx while something waits.
    fn last_word(&self) -> [u8; 2] {
        match self.pending.len() {
            0 => self.status,
            waiting => [0x61, u8::try_from(waiting).unwrap_or(0)],
        }
    }
}

/// The command a card of T=1 would have got: with an Le where its answer has data.
pub(super) fn with_le(tpdu: &[u8]) -> Vec<u8> {
    let answers = matches!(tpdu, [0x00, 0xA4, _, 0x00, ..] | [0x00, 0x2A, ..]);
    let exact = tpdu
        .get(4)
        .is_some_and(|lc| usize::from(*lc) + 5 == tpdu.len());
    let le: &[u8] = if answers && exact && tpdu.len() > 5 {
        &[0]
    } else {
        &[]
    };
    [tpdu, le].concat()
}

/// The same ATR without any word of other protocols (ISO/IEC 7816-3:2006, 8.2); one that offers
/// T=0 first, or that is none, stays as it is.
pub(super) fn atr(atr: &[u8]) -> Vec<u8> {
    changed(atr).unwrap_or_else(|| atr.to_vec())
}

fn changed(atr: &[u8]) -> Option<Vec<u8>> {
    let format = *atr.get(1)?;
    let globals = (format >> 4 & 0x07).count_ones() as usize;
    let mut at = 2 + globals;
    let mut more = format & 0x80 != 0;
    let offers_t0 = !more || atr.get(at)? & 0x0F == 0;
    while more {
        let td = *atr.get(at)?;
        at += (td >> 4).count_ones() as usize;
        more = td & 0x80 != 0;
        // Without another TD, the bytes it announces are the last before the historical ones.
        at += usize::from(!more);
    }
    if offers_t0 {
        return None;
    }
    let historical = atr.get(at..at + usize::from(format & 0x0F))?;
    Some([&[atr[0], format & 0x7F], &atr[2..2 + globals], historical].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hex;

    fn bytes(text: &str) -> Vec<u8> {
        hex::decode(text).expect("hex")
    }

    #[test]
    fn an_atr_of_t1_becomes_one_of_t0_with_the_same_historical_bytes() {
        for (real, ours) in [
            (
                "3BFF1800FF8131FE55006B02091617011101434E531131808D",
                "3B7F1800FF006B02091617011101434E53113180",
            ),
            (
                "3BFF1800008131FE45006B05051017012101434E531031805E",
                "3B7F180000006B05051017012101434E53103180",
            ),
            ("3B8F80010031B864044D0801", "3B8F80010031B864044D0801"),
            (
                "3B6E000000318071866501670201",
                "3B6E000000318071866501670201",
            ),
            ("3B", "3B"),
            ("3BFF18", "3BFF18"),
        ] {
            assert_eq!(hex::encode(&atr(&bytes(real))), ours);
        }
    }

    #[test]
    fn data_of_a_command_with_data_waits_to_be_fetched() {
        let mut t0 = T0::default();
        let select = bytes("00A40800041100110200");
        let answer = t0.answer(&select, bytes("6F03AABBCC9000"));
        assert_eq!(hex::encode(&answer), "6105");
        let fetched = t0.fetch(&bytes("00C0000002")).expect("it waits");
        assert_eq!(hex::encode(&fetched), "6F036103");
        let fetched = t0.fetch(&bytes("00C0000000")).expect("the rest");
        assert_eq!(hex::encode(&fetched), "AABBCC9000");
        assert!(t0.fetch(&bytes("00C0000000")).is_none());
    }

    #[test]
    fn another_command_in_between_loses_what_waits() {
        let mut t0 = T0::default();
        t0.answer(&bytes("00A408000411001102"), bytes("AA9000"));
        assert!(t0.fetch(&bytes("00B0000010")).is_none());
        assert!(t0.fetch(&bytes("00C0000000")).is_none());
    }

    #[test]
    fn what_reads_or_only_tells_is_answered_at_once() {
        let mut t0 = T0::default();
        for (tpdu, response) in [
            ("00B0000010", "AABB9000"),
            ("00200010083132333435FFFFFF", "63C2"),
        ] {
            let answer = t0.answer(&bytes(tpdu), bytes(response));
            assert_eq!(hex::encode(&answer), response);
        }
    }

    #[test]
    fn a_command_whose_answer_has_data_gets_an_le() {
        for (tpdu, apdu) in [
            ("00A4080004110011 02", "00A408000411001102 00"),
            ("00A4080C0411001102", "00A4080C0411001102"),
            ("002A808602AABB", "002A808602AABB00"),
            ("102A808602AABB", "102A808602AABB"),
            ("00B0000010", "00B0000010"),
        ] {
            let [tpdu, apdu] = [tpdu, apdu].map(|text| text.replace(' ', ""));
            assert_eq!(hex::encode(&with_le(&bytes(&tpdu))), apdu);
        }
    }
}

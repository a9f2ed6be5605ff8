// SPDX-License-Identifier: EUPL-1.2
//! Answers to reset: patterns of known generations, and the mark of any CNS.

use serde::Deserialize;

use super::Hex;

/// An ATR in which some bits do not matter.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct AtrPattern {
    /// The ATR; free bits are 0.
    pub value: Hex,
    /// 1 for each bit that matters.
    pub mask: Hex,
}

impl AtrPattern {
    /// Whether the ATR has the pattern's length and every bit that matters.
    #[must_use]
    pub fn matches(&self, atr: &[u8]) -> bool {
        let (value, mask) = (&self.value.0, &self.mask.0);
        atr.len() == value.len()
            && atr
                .iter()
                .zip(value)
                .zip(mask)
                .all(|((byte, value), mask)| byte & mask == value & mask)
    }

    /// Whether value and mask belong together, could be an ATR at all, and say most of it.
    pub(super) fn is_sound(&self) -> bool {
        let (value, mask) = (&self.value.0, &self.mask.0);
        value.len() == mask.len()
            && (2..=LONGEST).contains(&value.len())
            && value
                .iter()
                .zip(mask)
                .all(|(value, mask)| value & !mask == 0)
            && fixes_a_half(mask)
    }
}

/// The historical bytes of an ATR (ISO/IEC 7816-3:2006, 8.2); `None` when it is cut or malformed.
#[must_use]
pub fn historical_bytes(atr: &[u8]) -> Option<&[u8]> {
    let format = *atr.get(1)?;
    let mut position = 2;
    let mut indicator = format >> 4;
    // TAi, TBi, TCi and TDi are each there when their bit is set; TDi says which come next.
    while indicator & 0x8 != 0 {
        position += announced(indicator);
        indicator = atr.get(position)? >> 4;
        position += 1;
    }
    position += announced(indicator);
    atr.get(position..position + usize::from(format & 0x0F))
}

fn fixes_a_half(mask: &[u8]) -> bool {
    let bits = |count: fn(u8) -> u32| mask.iter().map(|byte| count(*byte)).sum::<u32>();
    bits(u8::count_ones) >= bits(u8::count_zeros)
}

/// How many of TA, TB and TC an indicator announces.
fn announced(indicator: u8) -> usize {
    [0x1, 0x2, 0x4]
        .iter()
        .filter(|bit| indicator & *bit != 0)
        .count()
}

/// Whether the historical bytes carry the mark of the Carta Nazionale dei Servizi.
pub(super) fn is_cns(atr: &[u8]) -> bool {
    historical_bytes(atr).is_some_and(|bytes| bytes.len() == 15 && &bytes[9..12] == b"CNS")
}

/// TS, T0 and at most 31 more bytes.
const LONGEST: usize = 33;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        Hex::parse(text).unwrap().0
    }

    #[test]
    fn historical_bytes_stand_behind_any_interface_bytes() {
        for (atr, expected) in [
            ("3B 80 80 01 01", ""),
            (
                "3B DF 18 00 81 31 FE 7D 006B150C01810111 01434E53103180 E8",
                "006B150C01810111 01434E53103180",
            ),
            (
                "3B FF 18 00 FF C1 0A 31 FE 55 006B0508C80501110143 4E53103180 0C",
                "006B0508C8050111 01434E53103180",
            ),
        ] {
            assert_eq!(
                historical_bytes(&bytes(atr)),
                Some(bytes(expected).as_slice())
            );
        }
    }

    #[test]
    fn a_cut_answer_has_no_historical_bytes() {
        let atr = bytes("3B DF 18 00 81 31 FE 7D 006B150C01810111 01434E53103180");
        for end in 0..atr.len() {
            assert_eq!(historical_bytes(&atr[..end]), None);
        }
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_bytes_have_historical_bytes_or_none(atr: Vec<u8>) {
            let _ = is_cns(&atr);
        }

        #[test]
        fn a_pattern_matches_whatever_its_free_bits_are(
            rows in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 2..33),
        ) {
            let rows: Vec<_> = rows
                .into_iter()
                .map(|(value, mask, noise)| (value, mask | 0x0F, noise))
                .collect();
            let column = |byte: fn(&(u8, u8, u8)) -> u8| rows.iter().map(byte).collect::<Vec<_>>();
            let pattern = AtrPattern {
                value: Hex(column(|(value, mask, _)| value & mask)),
                mask: Hex(column(|(_, mask, _)| *mask)),
            };
            prop_assert!(pattern.is_sound());
            let atr = column(|(value, mask, noise)| value & mask | noise & !mask);
            prop_assert!(pattern.matches(&atr));
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Bytes as people write them in profile files: hexadecimal, with spaces where they help.

use serde::{Deserialize, Deserializer, de};

/// Bytes read from a hexadecimal text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hex(pub Vec<u8>);

impl Hex {
    /// Reads hexadecimal digits; spaces between digits are left out.
    ///
    /// `None` for any other character or half a byte.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text
            .chars()
            .filter(|c| *c != ' ')
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<Vec<u8>>>()?;
        let (pairs, []) = digits.as_chunks::<2>() else {
            return None;
        };
        Some(Self(
            pairs.iter().map(|[high, low]| high << 4 | low).collect(),
        ))
    }
}

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not bytes in hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn half_a_byte_is_not_a_byte() {
        assert_eq!(Hex::parse("3b DF 1"), None);
        assert_eq!(Hex::parse("3b DF 18"), Some(Hex(vec![0x3B, 0xDF, 0x18])));
        assert_eq!(Hex::parse("-1"), None);
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_text_is_read_or_refused(text: String) {
            let _ = Hex::parse(&text);
        }

        #[test]
        fn bytes_survive_the_way_there_and_back(bytes: Vec<u8>) {
            let text: String = bytes.iter().map(|byte| format!("{byte:02X} ")).collect();
            prop_assert_eq!(Hex::parse(&text), Some(Hex(bytes)));
        }
    }
}

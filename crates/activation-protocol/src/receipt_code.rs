// SPDX-License-Identifier: EUPL-1.2
//! The code on the slip, which finds an activation again without naming anybody.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::ProtocolError;

/// `codice pratica`: eight random Crockford base-32 characters and one check character (mod 37).
///
/// Shown as `7K3M-9QTZ-C`; hyphens, case and look-alike letters (I, L, O) are forgiven on input.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct ReceiptCode(u64);

impl ReceiptCode {
    /// From 40 random bits, i.e. five bytes. A code that would end in one of the five odd symbols
    /// gives way to the nearest below that ends in a letter: people read codes out on the phone.
    #[must_use]
    pub fn from_random(random: [u8; 5]) -> Self {
        let [a, b, c, d, e] = random;
        let drawn = u64::from_be_bytes([0, 0, 0, a, b, c, d, e]);
        let beyond_letters = (drawn % 37).saturating_sub(31);
        Self(drawn - beyond_letters)
    }

    /// Reads a code as a person types it.
    ///
    /// # Errors
    /// [`ProtocolError::ReceiptCode`] when it is not nine characters or the check fails.
    pub fn parse(text: &str) -> Result<Self, ProtocolError> {
        let values: Vec<u64> = text
            .bytes()
            .filter(|c| *c != b'-' && *c != b' ')
            .map(value_of)
            .collect::<Option<_>>()
            .ok_or(ProtocolError::ReceiptCode)?;
        let [data @ .., check] = values.as_slice() else {
            return Err(ProtocolError::ReceiptCode);
        };
        if data.len() != DATA_LEN || data.iter().any(|value| *value >= 32) {
            return Err(ProtocolError::ReceiptCode);
        }
        let code = Self(data.iter().fold(0, |sum, value| sum << 5 | value));
        if code.0 % 37 == *check {
            Ok(code)
        } else {
            Err(ProtocolError::ReceiptCode)
        }
    }
}

impl std::fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for place in (0..DATA_LEN).rev() {
            let value = (self.0 >> (5 * place)) & 31;
            write!(f, "{}", symbol(value))?;
            if place == 4 {
                f.write_str("-")?;
            }
        }
        write!(f, "-{}", symbol(self.0 % 37))
    }
}

impl Serialize for ReceiptCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ReceiptCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(de::Error::custom)
    }
}

fn symbol(value: u64) -> char {
    char::from(SYMBOLS[usize::try_from(value).expect("below 37")])
}

fn value_of(c: u8) -> Option<u64> {
    let forgiven = match c.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    SYMBOLS
        .iter()
        .position(|symbol| *symbol == forgiven)
        .and_then(|index| u64::try_from(index).ok())
}

const DATA_LEN: usize = 8;
/// Crockford's base 32, then the five symbols only a check character may be.
const SYMBOLS: &[u8; 37] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_read_back_carelessly() {
        let code = ReceiptCode::from_random([0x12, 0x34, 0x56, 0x78, 0x9A]);
        let shown = code.to_string();
        assert_eq!(shown.len(), 11);
        let careless = shown.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(ReceiptCode::parse(&careless), Ok(code));
    }

    #[test]
    fn a_new_code_is_made_of_digits_and_letters_only() {
        for last in 0..=u8::MAX {
            let shown = ReceiptCode::from_random([0xFF, 0x00, 0xA5, 0x5A, last]).to_string();
            let plain = |c: char| c == '-' || c.is_ascii_alphanumeric();
            assert!(shown.chars().all(plain), "{shown}");
            assert!(!shown.ends_with('U'), "{shown}");
        }
    }

    #[test]
    fn one_wrong_character_is_noticed() {
        let shown = ReceiptCode::from_random([9, 8, 7, 6, 5]).to_string();
        let other = if shown.starts_with('2') { "3" } else { "2" };
        let wrong = format!("{other}{}", &shown[1..]);
        assert_eq!(ReceiptCode::parse(&wrong), Err(ProtocolError::ReceiptCode));
        assert_eq!(ReceiptCode::parse("short"), Err(ProtocolError::ReceiptCode));
    }
}

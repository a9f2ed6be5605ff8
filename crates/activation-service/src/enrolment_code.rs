// SPDX-License-Identifier: EUPL-1.2
//! The one-time code an operator reads out to a technician.

use activation_protocol::Hash;
use ring::digest::{SHA256, digest};

use crate::random::{self, NoRandom};

/// Twenty Crockford base-32 characters, 100 random bits.
#[derive(Eq, PartialEq)]
pub(crate) struct EnrolmentCode(String);

impl EnrolmentCode {
    pub(crate) fn generate() -> Result<Self, NoRandom> {
        let random: [u8; LEN] = random::bytes()?;
        let symbol = |byte: &u8| char::from(SYMBOLS[usize::from(byte & 31)]);
        Ok(Self(random.iter().map(symbol).collect()))
    }

    /// Reads a code as a person types it: hyphens, spaces, case and look-alikes are forgiven.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let is_symbol = |c: char| SYMBOLS.contains(&u8::try_from(c).unwrap_or_default());
        (code.len() == LEN && code.chars().all(is_symbol)).then_some(Self(code))
    }

    /// What is stored: with 100 random bits a plain digest tells nothing.
    pub(crate) fn digest(&self) -> Hash {
        sha256(&self.0)
    }

    /// What is stored instead for a code whose kiosk the operator approved in advance.
    pub(crate) fn digest_of_approved(&self) -> Hash {
        sha256(&format!("approved {}", self.0))
    }
}

impl std::fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnrolmentCode(…)")
    }
}

/// For the operator alone.
impl std::fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups: Vec<&str> = (0..LEN).step_by(5).map(|at| &self.0[at..at + 5]).collect();
        f.write_str(&groups.join("-"))
    }
}

fn sha256(text: &str) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    hash
}

const LEN: usize = 20;
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed_carelessly() {
        let code = EnrolmentCode::generate().unwrap();
        let shown = code.to_string();
        assert_eq!(shown.len(), 23);
        let careless = shown.to_lowercase().replace('-', " ").replace('0', "o");
        assert_eq!(EnrolmentCode::parse(&careless), Some(code));
    }

    #[test]
    fn other_lengths_and_letters_are_no_code() {
        assert_eq!(EnrolmentCode::parse(""), None);
        assert_eq!(EnrolmentCode::parse(&"U".repeat(20)), None);
        assert_eq!(EnrolmentCode::parse(&"0".repeat(21)), None);
    }
}

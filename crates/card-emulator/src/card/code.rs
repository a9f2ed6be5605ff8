// SPDX-License-Identifier: EUPL-1.2
//! PIN and PUK with their counters are the only state a card must not lose.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::files::Path;
use super::{Card, StatusWord};
use crate::profile::WrongPin;

/// Digits padded with FF to 8 bytes, as they travel. Shows nothing, zeroises when dropped.
#[derive(Clone, PartialEq, Eq, Hash, Zeroize, ZeroizeOnDrop)]
pub struct Code([u8; 8]);

impl Code {
    /// From 5 to 8 ASCII digits; `None` for anything else.
    pub fn from_digits(digits: &str) -> Option<Self> {
        let mut block = [0xFF; 8];
        block
            .get_mut(..digits.len())?
            .copy_from_slice(digits.as_bytes());
        Self::from_block(block)
    }

    /// From the 8 bytes of a command; `None` when they are not 5 to 8 padded digits.
    pub fn from_block(block: [u8; 8]) -> Option<Self> {
        let length = block
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let padded = block.iter().skip(length).all(|byte| *byte == 0xFF);
        (length >= 5 && padded).then_some(Self(block))
    }

    /// The digits, for the one file that keeps them.
    pub fn digits(&self) -> &str {
        let length = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    pub(super) fn length(&self) -> usize {
        self.digits().len()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(..)")
    }
}

/// What a card keeps without power.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Codes {
    /// The citizen's PIN.
    pub pin: Code,
    /// The code that unblocks it.
    pub puk: Code,
    /// Tries left; 0 is blocked.
    pub pin_tries: u8,
    /// Tries left; 0 is a lost card.
    pub puk_tries: u8,
}

/// The two objects a command can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeObject {
    /// The PIN.
    Pin,
    /// The PUK.
    Puk,
}

impl Card {
    /// The object that P2 names.
    pub(super) fn code_object(&self, p2: u8) -> Result<CodeObject, StatusWord> {
        let cns = self.cns()?;
        self.in_application_of_key()?;
        let in_mf = self.session.current_df == Path::default();
        if self.quirks().pin_only_in_mf && !in_mf {
            return Err(StatusWord::REFERENCE_NOT_FOUND);
        }
        match p2 {
            p2 if p2 == cns.pin_reference => Ok(CodeObject::Pin),
            p2 if p2 == cns.puk_reference => Ok(CodeObject::Puk),
            _ => Err(StatusWord::REFERENCE_NOT_FOUND),
        }
    }

    /// Compares, counts, and remembers the result for this session.
    pub(super) fn present(&mut self, object: CodeObject, block: &[u8]) -> Result<(), StatusWord> {
        self.refuse_if_blocked(object)?;
        let full = self.full_tries(object)?;
        let (code, tries, verified) = match object {
            CodeObject::Pin => (
                &self.codes.pin,
                &mut self.codes.pin_tries,
                &mut self.session.pin_verified,
            ),
            CodeObject::Puk => (
                &self.codes.puk,
                &mut self.codes.puk_tries,
                &mut self.session.puk_verified,
            ),
        };
        *verified = code.0 == block;
        if *verified {
            *tries = full;
            return Ok(());
        }
        *tries -= 1;
        let left = *tries;
        Err(self.wrong(left))
    }

    /// How this mask says "wrong".
    fn wrong(&self, tries_left: u8) -> StatusWord {
        if tries_left == 0 && self.quirks().blocked_at_once {
            return StatusWord::BLOCKED;
        }
        match self.quirks().wrong_pin {
            WrongPin::TellsTries => StatusWord::tries_left(tries_left),
            WrongPin::TellsNothing => StatusWord::WRONG_CODE,
        }
    }

    fn full_tries(&self, object: CodeObject) -> Result<u8, StatusWord> {
        let cns = self.cns()?;
        Ok(match object {
            CodeObject::Pin => cns.pin_tries,
            CodeObject::Puk => cns.puk_tries,
        })
    }

    pub(super) fn refuse_if_blocked(&self, object: CodeObject) -> Result<(), StatusWord> {
        match self.tries(object) {
            0 => Err(StatusWord::BLOCKED),
            _ => Ok(()),
        }
    }

    pub(super) fn tries(&self, object: CodeObject) -> u8 {
        match object {
            CodeObject::Pin => self.codes.pin_tries,
            CodeObject::Puk => self.codes.puk_tries,
        }
    }

    pub(super) fn is_verified(&self, object: CodeObject) -> bool {
        match object {
            CodeObject::Pin => self.session.pin_verified,
            CodeObject::Puk => self.session.puk_verified,
        }
    }

    /// Puts a new code in place. It must be verified afresh before it opens anything.
    pub(super) fn replace(&mut self, object: CodeObject, code: Code) {
        match object {
            CodeObject::Pin => self.codes.pin = code,
            CodeObject::Puk => self.codes.puk = code,
        }
        self.restore_tries(object);
    }

    /// Full tries and nothing verified.
    pub(super) fn restore_tries(&mut self, object: CodeObject) {
        let Ok(full) = self.full_tries(object) else {
            return;
        };
        match object {
            CodeObject::Pin => {
                self.codes.pin_tries = full;
                self.session.pin_verified = false;
            }
            CodeObject::Puk => {
                self.codes.puk_tries = full;
                self.session.puk_verified = false;
            }
        }
    }
}

/// A new code from a command: 5 to 8 digits for a PIN, 8 for a PUK.
pub(super) fn new_code(object: CodeObject, block: &[u8]) -> Result<Code, StatusWord> {
    let block = <[u8; 8]>::try_from(block).map_err(|_| StatusWord::WRONG_LENGTH)?;
    Code::from_block(block)
        .filter(|code| object == CodeObject::Pin || code.length() == 8)
        .ok_or(StatusWord::WRONG_DATA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_five_to_eight_digits() {
        for good in ["12345", "12345678"] {
            assert_eq!(Code::from_digits(good).expect("good").digits(), good);
        }
        for bad in ["", "1234", "123456789", "1234a", "12 45"] {
            assert!(Code::from_digits(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn digits_after_the_padding_are_no_code() {
        assert!(Code::from_block(*b"12345\xFF\x37\xFF").is_none());
    }

    #[test]
    fn a_code_does_not_show_itself() {
        let code = Code::from_digits("86420").expect("good");
        assert!(!format!("{code:?}").contains("86420"));
    }
}

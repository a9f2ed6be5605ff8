// SPDX-License-Identifier: EUPL-1.2
//! The PIN of a card, and the rules a chosen one must keep.

mod rules;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::ProtocolError;

pub use rules::{PersonalNumbers, PinRules, WeakPin};

/// Five to eight ASCII digits, wiped when dropped; cannot be printed or serialised.
///
/// ```
/// use activation_protocol::Pin;
/// let pin = Pin::new(b"48151")?;
/// assert_eq!(*pin.padded(), *b"48151\xFF\xFF\xFF");
/// assert_eq!(format!("{pin:?}"), "Pin(…)");
/// # Ok::<(), activation_protocol::ProtocolError>(())
/// ```
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Pin {
    digits: [u8; Self::MAX_LEN],
    len: u8,
}

impl Pin {
    /// Fewest digits of a CNS PIN.
    pub const MIN_LEN: usize = 5;
    /// Most digits of a CNS PIN.
    pub const MAX_LEN: usize = 8;

    /// Takes 5 to 8 ASCII digits.
    ///
    /// # Errors
    /// [`ProtocolError::PinShape`] for anything else.
    pub fn new(text: &[u8]) -> Result<Self, ProtocolError> {
        let fits = (Self::MIN_LEN..=Self::MAX_LEN).contains(&text.len());
        if !fits || !text.iter().all(u8::is_ascii_digit) {
            return Err(ProtocolError::PinShape);
        }
        let mut digits = [PADDING; Self::MAX_LEN];
        digits[..text.len()].copy_from_slice(text);
        let len = u8::try_from(text.len()).expect("at most eight");
        Ok(Self { digits, len })
    }

    /// The ASCII digits.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.digits[..usize::from(self.len)]
    }

    /// The digits as the card takes them: padded with `FF` to eight bytes.
    #[must_use]
    pub fn padded(&self) -> Zeroizing<[u8; Self::MAX_LEN]> {
        Zeroizing::new(self.digits)
    }

    /// Whether both are the same digits, in time that does not depend on where they differ.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        let differences = self
            .digits
            .iter()
            .zip(&other.digits)
            .fold(self.len ^ other.len, |sum, (a, b)| sum | (a ^ b));
        std::hint::black_box(differences) == 0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

const PADDING: u8 = 0xFF;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_to_eight_digits_are_a_pin_and_nothing_else_is() {
        for good in [&b"12345"[..], b"123456", b"12345678"] {
            assert!(Pin::new(good).is_ok());
        }
        for bad in [&b""[..], b"1234", b"123456789", b"1234a", b"12345\n"] {
            assert_eq!(Pin::new(bad).map(|_| ()), Err(ProtocolError::PinShape));
        }
    }

    #[test]
    fn pins_compare_by_all_their_digits() {
        let pin = |digits: &[u8]| Pin::new(digits).unwrap();
        assert!(pin(b"40719").same_as(&pin(b"40719")));
        assert!(!pin(b"40719").same_as(&pin(b"40718")));
        assert!(!pin(b"40719").same_as(&pin(b"407199")));
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The only place where secrets of a visit live: typed digits and the released code.

use activation_protocol::Pin;
use activation_protocol::release::ReleasedSecret;
use kiosk_session::SecretSlot;
use zeroize::Zeroize;

/// Secrets in RAM, wiped when told and when dropped. The session machine knows the slots' names.
#[derive(Default)]
pub(crate) struct SecretSlots {
    old: Digits,
    new: Digits,
    again: Digits,
    issued: Option<ReleasedSecret>,
}

impl SecretSlots {
    /// Puts a typed digit into a slot; returns how many are there.
    pub(crate) fn push(&mut self, slot: SecretSlot, digit: u8) -> u8 {
        self.digits(slot).map_or(0, |digits| digits.push(digit))
    }

    /// Takes the last digit back; returns how many are left.
    pub(crate) fn pop(&mut self, slot: SecretSlot) -> u8 {
        self.digits(slot).map_or(0, Digits::pop)
    }

    /// The PIN typed into a slot, if it is one.
    pub(crate) fn pin(&mut self, slot: SecretSlot) -> Option<Pin> {
        self.digits(slot).and_then(|digits| digits.pin())
    }

    /// Keeps what the vault released.
    pub(crate) fn keep_issued(&mut self, secret: ReleasedSecret) {
        self.issued = Some(secret);
    }

    /// What the vault released.
    pub(crate) fn issued(&self) -> Option<&ReleasedSecret> {
        self.issued.as_ref()
    }

    /// Wipes one slot.
    pub(crate) fn wipe(&mut self, slot: SecretSlot) {
        match self.digits(slot) {
            Some(digits) => digits.zeroize(),
            None => self.issued = None,
        }
    }

    /// Wipes all of them.
    pub(crate) fn wipe_all(&mut self) {
        *self = Self::default();
    }

    fn digits(&mut self, slot: SecretSlot) -> Option<&mut Digits> {
        match slot {
            SecretSlot::OldPin => Some(&mut self.old),
            SecretSlot::NewPin => Some(&mut self.new),
            SecretSlot::NewPinAgain => Some(&mut self.again),
            SecretSlot::Issued => None,
        }
    }
}

/// Digits being typed.
#[derive(Default, Zeroize, zeroize::ZeroizeOnDrop)]
struct Digits {
    ascii: [u8; Pin::MAX_LEN],
    len: u8,
}

impl Digits {
    fn push(&mut self, digit: u8) -> u8 {
        if let Some(place) = self.ascii.get_mut(usize::from(self.len)) {
            *place = b'0' + digit % 10;
            self.len += 1;
        }
        self.len
    }

    fn pop(&mut self) -> u8 {
        self.len = self.len.saturating_sub(1);
        self.ascii[usize::from(self.len)] = 0;
        self.len
    }

    fn pin(&self) -> Option<Pin> {
        Pin::new(&self.ascii[..usize::from(self.len)]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_typed_taken_back_and_wiped() {
        let mut slots = SecretSlots::default();
        for digit in [4, 0, 7, 1, 9] {
            slots.push(SecretSlot::OldPin, digit);
        }
        assert_eq!(slots.push(SecretSlot::OldPin, 9), 6);
        assert_eq!(slots.pop(SecretSlot::OldPin), 5);
        let pin = slots.pin(SecretSlot::OldPin).unwrap();
        assert_eq!(pin.expose(), b"40719");
        slots.wipe(SecretSlot::OldPin);
        assert!(slots.pin(SecretSlot::OldPin).is_none());
    }

    #[test]
    fn a_ninth_digit_is_not_kept() {
        let mut slots = SecretSlots::default();
        for digit in 0..9 {
            slots.push(SecretSlot::NewPin, digit);
        }
        let pin = slots.pin(SecretSlot::NewPin).unwrap();
        assert_eq!(pin.expose(), b"01234567");
    }
}

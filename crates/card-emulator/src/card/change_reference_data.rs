// SPDX-License-Identifier: EUPL-1.2
//! CHANGE REFERENCE DATA is how the citizen's own PIN gets onto the card.

use super::apdu::Apdu;
use super::code::new_code;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

impl Card {
    /// CHANGE REFERENCE DATA (ISO/IEC 7816-4:2020, 11.6.7): P1 = 00 old and new, P1 = 01 new only.
    ///
    /// A malformed new code is refused before the old one is compared, so it costs no try.
    pub(super) fn change_reference_data(&mut self, apdu: &Apdu) -> Outcome {
        let object = self.code_object(apdu.p2)?;
        match (apdu.p1, apdu.data.len()) {
            (0x00, 16) => {
                let (old, new) = apdu.data.split_at(8);
                self.refuse_if_blocked(object)?;
                let new = new_code(object, new)?;
                self.present(object, old)?;
                self.replace(object, new);
            }
            (0x01, 8) if !self.is_verified(object) => {
                return Err(StatusWord::SECURITY_NOT_SATISFIED);
            }
            (0x01, 8) => {
                let new = new_code(object, apdu.data)?;
                self.replace(object, new);
            }
            (0x00 | 0x01, _) => return Err(StatusWord::WRONG_LENGTH),
            _ => return Err(StatusWord::WRONG_P1_P2),
        }
        Reply::done()
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, padded, st};

    fn change(old: &str, new: &str) -> String {
        format!("0024009010{}{}", padded(old), padded(new))
    }

    #[test]
    fn the_new_pin_replaces_the_old_one() {
        let mut card = st();
        assert!(card.exchange(&change(PIN, "8642097")).changed);
        assert_eq!(card.verify(PIN), 0x63C2);
        assert_eq!(card.verify("8642097"), 0x9000);
    }

    #[test]
    fn a_wrong_old_pin_costs_a_try_and_changes_nothing() {
        let mut card = st();
        assert_eq!(card.sw(&change("00000", "86420")), 0x63C2);
        assert_eq!(card.verify(PIN), 0x9000);
    }

    #[test]
    fn a_malformed_new_pin_is_refused_and_costs_nothing() {
        let mut card = st();
        assert_eq!(
            card.sw(&format!("0024009010{}31323334FFFFFFFF", padded("00000"))),
            0x6A80
        );
        assert_eq!(card.sw("00240090083132333435FFFFFF"), 0x6700);
        assert_eq!(card.card.codes().pin_tries, 3);
    }

    #[test]
    fn a_changed_pin_must_be_verified_before_it_opens_the_key() {
        let mut card = st();
        card.verify(PIN);
        assert_eq!(card.sw(&change(PIN, "86420")), 0x9000);
        assert_eq!(card.sw(&format!("0024019008{}", padded("97531"))), 0x6982);
    }

    #[test]
    fn after_verify_the_new_pin_alone_is_enough() {
        let mut card = st();
        assert_eq!(card.sw(&format!("0024019008{}", padded("97531"))), 0x6982);
        card.verify(PIN);
        assert_eq!(card.sw(&format!("0024019008{}", padded("97531"))), 0x9000);
        assert_eq!(card.verify("97531"), 0x9000);
    }

    #[test]
    fn a_blocked_pin_cannot_be_changed() {
        let mut card = st();
        card.block_pin();
        assert_eq!(card.sw(&change(PIN, "86420")), 0x6983);
    }
}

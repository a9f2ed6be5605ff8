// SPDX-License-Identifier: EUPL-1.2
//! RESET RETRY COUNTER gives a blocked PIN its tries back.

use super::apdu::Apdu;
use super::code::{CodeObject, new_code};
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

impl Card {
    /// RESET RETRY COUNTER (ISO/IEC 7816-4:2020, 11.6.10): P1 = 00 PUK and new PIN, 01 PUK only,
    /// 03 nothing, after the PUK was verified.
    pub(super) fn reset_retry_counter(&mut self, apdu: &Apdu) -> Outcome {
        if self.code_object(apdu.p2)? != CodeObject::Pin {
            return Err(StatusWord::REFERENCE_NOT_FOUND);
        }
        match (apdu.p1, apdu.data.len()) {
            (0x00, 16) => {
                let (puk, pin) = apdu.data.split_at(8);
                self.refuse_if_blocked(CodeObject::Puk)?;
                let pin = new_code(CodeObject::Pin, pin)?;
                self.present(CodeObject::Puk, puk)?;
                self.replace(CodeObject::Pin, pin);
            }
            (0x01, 8) => {
                self.present(CodeObject::Puk, apdu.data)?;
                self.restore_tries(CodeObject::Pin);
            }
            (0x03, 0) if !self.is_verified(CodeObject::Puk) => {
                return Err(StatusWord::SECURITY_NOT_SATISFIED);
            }
            (0x03, 0) => self.restore_tries(CodeObject::Pin),
            (0x00 | 0x01 | 0x03, _) => return Err(StatusWord::WRONG_LENGTH),
            _ => return Err(StatusWord::WRONG_P1_P2),
        }
        self.session.puk_verified = false;
        Reply::done()
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, PUK, padded, st};

    #[test]
    fn puk_and_new_pin_bring_a_blocked_card_back() {
        let mut card = st();
        card.block_pin();
        let apdu = format!("002C009010{}{}", padded(PUK), padded("97531"));
        assert!(card.exchange(&apdu).changed);
        assert_eq!(card.verify("97531"), 0x9000);
    }

    #[test]
    fn the_puk_alone_keeps_the_old_pin() {
        let mut card = st();
        card.block_pin();
        assert_eq!(card.sw(&format!("002C019008{}", padded(PUK))), 0x9000);
        assert_eq!(card.verify(PIN), 0x9000);
    }

    #[test]
    fn a_verified_puk_is_enough_for_the_form_without_data_once() {
        let mut card = st();
        card.block_pin();
        assert_eq!(card.sw("002C0390"), 0x6982);
        assert_eq!(card.sw(&format!("0020009108{}", padded(PUK))), 0x9000);
        assert_eq!(card.sw("002C0390"), 0x9000);
        assert_eq!(card.sw("002C0390"), 0x6982);
    }

    #[test]
    fn three_wrong_puks_lose_the_card() {
        let mut card = st();
        let wrong = format!("002C009010{}{}", padded("00000000"), padded("97531"));
        assert_eq!(
            [(); 4].map(|()| card.sw(&wrong)),
            [0x63C2, 0x63C1, 0x63C0, 0x6983]
        );
        assert_eq!(card.sw(&format!("002C019008{}", padded(PUK))), 0x6983);
        assert_eq!(card.verify(PIN), 0x9000, "the PIN itself was never touched");
    }

    #[test]
    fn malformed_requests_cost_no_puk_try() {
        let mut card = st();
        let short = format!("002C009010{}31323334FFFFFFFF", padded(PUK));
        assert_eq!(card.sw(&short), 0x6A80);
        assert_eq!(card.sw(&format!("002C029008{}", padded("97531"))), 0x6A86);
        assert_eq!(card.sw(&format!("002C009108{}", padded("97531"))), 0x6A88);
        assert_eq!(card.card.codes().puk_tries, 3);
    }
}

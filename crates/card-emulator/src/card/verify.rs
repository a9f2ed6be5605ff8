// SPDX-License-Identifier: EUPL-1.2
//! VERIFY is where tries are lost.

use super::apdu::Apdu;
use super::code::CodeObject;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};
use crate::profile::EmptyVerify;

impl Card {
    /// VERIFY (ISO/IEC 7816-4:2020, 11.6.6).
    pub(super) fn verify(&mut self, apdu: &Apdu) -> Outcome {
        let object = self.code_object(apdu.p2)?;
        match (apdu.p1, apdu.data.len()) {
            (0x00, 0) => self.verify_nothing(object),
            (0x00, 8) => self.present(object, apdu.data).and_then(|()| Reply::done()),
            (0x00, _) => Err(StatusWord::WRONG_LENGTH),
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }

    fn verify_nothing(&mut self, object: CodeObject) -> Outcome {
        match self.quirks().empty_verify {
            EmptyVerify::Refused => Err(StatusWord::WRONG_LENGTH),
            EmptyVerify::CostsATry => self.present(object, &[]).and_then(|()| Reply::done()),
            EmptyVerify::TellsTries if self.is_verified(object) => Reply::done(),
            EmptyVerify::TellsTries => {
                self.refuse_if_blocked(object)?;
                Err(StatusWord::tries_left(self.tries(object)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, PUK, athena, st};
    use crate::profile::{EmptyVerify, WrongPin};

    #[test]
    fn the_right_pin_opens_and_gives_all_tries_back() {
        let mut card = st();
        assert_eq!(card.verify("00000"), 0x63C2);
        assert_eq!(card.verify(PIN), 0x9000);
        assert_eq!(card.card.codes().pin_tries, 3);
    }

    #[test]
    fn three_wrong_pins_block_and_the_right_one_comes_too_late() {
        let mut card = st();
        assert_eq!(
            [(); 3].map(|()| card.verify("00000")),
            [0x63C2, 0x63C1, 0x63C0]
        );
        assert_eq!(card.verify(PIN), 0x6983);
    }

    #[test]
    fn power_loss_keeps_the_tries_and_forgets_the_pin() {
        let mut card = st();
        card.verify(PIN);
        card.verify("00000");
        card.card.power_on();
        assert_eq!(card.card.codes().pin_tries, 2);
        assert_eq!(card.sw("0024019008FFFFFFFFFFFFFFFF"), 0x6982);
    }

    #[test]
    fn the_reference_differs_by_mask_and_the_wrong_one_costs_nothing() {
        let padded = "083132333435FFFFFF";
        assert_eq!(st().sw(&format!("00200010{padded}")), 0x6A88);
        let mut card = athena();
        assert_eq!(card.sw(&format!("00200090{padded}")), 0x6A88);
        assert_eq!(card.card.codes().pin_tries, 3);
    }

    #[test]
    fn an_empty_verify_costs_a_try_unless_the_mask_says_otherwise() {
        let mut card = st();
        assert!(card.exchange("00200090").changed);
        assert_eq!(card.card.codes().pin_tries, 2);
        card.quirk(|quirks| quirks.empty_verify = EmptyVerify::TellsTries);
        assert_eq!(card.sw("00200090"), 0x63C2);
        card.quirk(|quirks| quirks.empty_verify = EmptyVerify::Refused);
        assert_eq!(card.sw("00200090"), 0x6700);
        assert_eq!(card.card.codes().pin_tries, 2);
    }

    #[test]
    fn a_wrong_length_costs_nothing() {
        let mut card = st();
        assert_eq!(card.sw("00200090053132333435"), 0x6700);
        assert_eq!(card.sw("0020019008FFFFFFFFFFFFFFFF"), 0x6A86);
        assert_eq!(card.card.codes().pin_tries, 3);
    }

    #[test]
    fn only_what_must_survive_power_loss_counts_as_a_change() {
        let mut card = st();
        assert!(!card.exchange("00200090083132333435FFFFFF").changed);
        assert!(card.exchange("00200090083030303030FFFFFF").changed);
        assert!(card.exchange("00200090083132333435FFFFFF").changed);
    }

    #[test]
    fn the_puk_has_its_own_tries() {
        let mut card = st();
        assert_eq!(card.sw("00200091083030303030303030"), 0x63C2);
        assert_eq!(
            card.sw(&format!("0020009108{}", crate::hex::encode(PUK.as_bytes()))),
            0x9000
        );
        assert_eq!(card.card.codes().pin_tries, 3);
    }

    #[test]
    fn a_mask_may_keep_the_tries_to_itself() {
        let mut card = st();
        card.quirk(|quirks| quirks.wrong_pin = WrongPin::TellsNothing);
        assert_eq!([(); 3].map(|()| card.verify("00000")), [0x6300; 3]);
        assert_eq!(card.verify(PIN), 0x6983);
    }

    #[test]
    fn a_mask_may_call_the_last_wrong_pin_blocked() {
        let mut card = st();
        card.quirk(|quirks| quirks.blocked_at_once = true);
        let told = [(); 3].map(|()| card.verify("00000"));
        assert_eq!(told, [0x63C2, 0x63C1, 0x6983]);
    }

    #[test]
    fn a_mask_may_have_the_pin_in_the_mf_alone() {
        let mut card = athena();
        card.quirk(|quirks| quirks.pin_only_in_mf = true);
        assert_eq!(card.verify(PIN), 0x9000);
        card.sw("00A4080C0410001003");
        assert_eq!(card.verify(PIN), 0x6A88);
        card.sw("00A4000C023F00");
        assert_eq!(card.verify(PIN), 0x9000);
    }
}

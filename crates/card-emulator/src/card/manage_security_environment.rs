// SPDX-License-Identifier: EUPL-1.2
//! MSE says which key the next signature uses, and in which way.

use super::apdu::Apdu;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

/// The use a key was set for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Template {
    /// B6: the card pads (PSO COMPUTE DIGITAL SIGNATURE).
    Signature,
    /// B8: raw RSA (PSO DECIPHER).
    Decipher,
}

impl Card {
    /// MANAGE SECURITY ENVIRONMENT (ISO/IEC 7816-4:2020, 11.6.11): F3 restores, F1 sets the key.
    pub(super) fn manage_security_environment(&mut self, apdu: &Apdu) -> Outcome {
        let environment = self.cns()?.security_environment;
        match (apdu.p1, apdu.p2) {
            (0xF3, number) if number == environment => self.restore(apdu),
            (0xF3, _) => Err(StatusWord::REFERENCE_NOT_FOUND),
            (0xF1, 0xB6) => self.set_key(Template::Signature, apdu.data),
            (0xF1, 0xB8) => self.set_key(Template::Decipher, apdu.data),
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }

    /// Real cards want the empty body spelled out: `00 22 F3 03 00`.
    fn restore(&mut self, apdu: &Apdu) -> Outcome {
        if !apdu.has_body || !apdu.data.is_empty() {
            return Err(StatusWord::WRONG_LENGTH);
        }
        self.session.environment_restored = true;
        self.session.key_set_for = None;
        Reply::done()
    }

    fn set_key(&mut self, template: Template, data: &[u8]) -> Outcome {
        if !self.session.environment_restored {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let &[0x83, 0x01, reference] = data else {
            return Err(StatusWord::WRONG_DATA);
        };
        let here = &self.session.current_df;
        let elsewhere = self.key_directory().is_some_and(|home| home != *here);
        if reference != self.cns()?.key_reference || elsewhere {
            return Err(StatusWord::REFERENCE_NOT_FOUND);
        }
        self.in_application_of_key()?;
        self.session.key_set_for = Some(template);
        Reply::done()
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{PIN, TestCard, ace, idemia, st};

    #[test]
    fn restoring_needs_the_empty_body_spelled_out() {
        let mut card = st();
        assert_eq!(card.sw("0022F303"), 0x6700);
        assert_eq!(card.sw("0022F30300"), 0x9000);
        assert_eq!(card.sw("0022F33000"), 0x6A88);
    }

    #[test]
    fn a_key_is_set_only_in_a_restored_environment_and_only_if_it_exists() {
        let mut card = st();
        assert_eq!(card.sw("0022F1B803830101"), 0x6985);
        card.sw("0022F30300");
        assert_eq!(card.sw("0022F1B803830131"), 0x6A88);
        assert_eq!(card.sw("0022F1B803840101"), 0x6A80);
        assert_eq!(card.sw("0022F1A403830101"), 0x6A86);
        assert_eq!(card.sw("0022F1B603830101"), 0x9000);
    }

    const SET_KEY_2: &str = "0022F1B803830102";

    #[test]
    fn a_key_with_a_directory_is_found_only_there() {
        let mut card = idemia();
        assert_eq!(card.verify(PIN), 0x9000);
        card.sw("0022F30300");
        assert_eq!(card.sw(SET_KEY_2), 0x6A88);
        assert_eq!(card.sw("00A4080C0414009002"), 0x9000);
        assert_eq!(card.sw("0022F1B803830101"), 0x6A88);
        assert_eq!(card.sw(SET_KEY_2), 0x9000);
        let block = format!("0001{}00", "FF".repeat(253));
        let (signature, status) = card.send(&format!("002A808600010100{block}0000"));
        assert_eq!((signature.len(), status), (256, 0x9000), "the PIN survived");
    }

    fn behind_the_cns() -> TestCard {
        let mut card = ace();
        let aid = crate::hex::decode("A000000530000B104001021A").expect("an AID");
        card.profile(|profile| {
            let cns = profile.cns.as_mut().expect("a CNS");
            cns.application = Some(aid);
        });
        card
    }

    #[test]
    fn key_and_pin_may_be_behind_an_application() {
        let mut card = behind_the_cns();
        assert_eq!(card.verify(PIN), 0x6A88);
        card.sw("0022F30300");
        assert_eq!(card.sw("0022F1B803830101"), 0x6A88);
        card.sw("00A404000CA000000530000B104001021A00");
        assert_eq!(card.verify(PIN), 0x9000);
        assert_eq!(card.sw("0022F1B803830101"), 0x9000);
        assert_eq!(ace().verify(PIN), 0x9000, "or everywhere");
    }
}

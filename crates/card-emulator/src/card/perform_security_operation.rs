// SPDX-License-Identifier: EUPL-1.2
//! PSO is the one moment the private key is used.

use super::apdu::Apdu;
use super::manage_security_environment::Template;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

impl Card {
    /// PERFORM SECURITY OPERATION (ISO/IEC 7816-8:2021): 80 86 is raw RSA on 00 || block,
    /// 9E 9A pads a DigestInfo and signs. `data` is that of the whole chain.
    pub(super) fn perform_security_operation(&mut self, apdu: &Apdu, data: &[u8]) -> Outcome {
        self.cns()?;
        let (template, block) = match (apdu.p1, apdu.p2) {
            (0x80, 0x86) => (Template::Decipher, self.decipher_block(data)),
            (0x9E, 0x9A) => (Template::Signature, self.signature_block(data)),
            _ => return Err(StatusWord::WRONG_P1_P2),
        };
        if !self.session.pin_verified {
            return Err(StatusWord::SECURITY_NOT_SATISFIED);
        }
        if self.session.key_set_for != Some(template) {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let result = self.chip.key.raw(&block?).ok_or(StatusWord::WRONG_DATA)?;
        self.session.pin_verified &= !self.quirks().signature_uses_up_pin;
        Reply::data(result)
    }

    fn decipher_block(&self, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
        match data.split_first() {
            Some((_, block)) if block.len() != self.chip.key.modulus_length() => {
                Err(StatusWord::WRONG_LENGTH)
            }
            Some((0x00, block)) => Ok(block.to_vec()),
            Some(_) => Err(StatusWord::WRONG_DATA),
            None => Err(StatusWord::WRONG_LENGTH),
        }
    }

    /// PKCS#1 block type 1 (RFC 8017, 9.2, from step 3 on).
    fn signature_block(&self, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
        let padding = self
            .chip
            .key
            .modulus_length()
            .saturating_sub(data.len() + 3);
        if data.is_empty() || padding < 8 {
            return Err(StatusWord::WRONG_LENGTH);
        }
        Ok([&[0x00, 0x01][..], &vec![0xFF; padding], &[0x00], data].concat())
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{
        RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, UnparsedPublicKey, VerificationAlgorithm,
    };

    use super::super::test_card::{PIN, TestCard, athena, public_key, st};
    use crate::hex;

    const SHA256_PREFIX: &str = "3031300D060960864801650304020105000420";

    fn digest_info(message: &[u8]) -> Vec<u8> {
        let digest = ring::digest::digest(&ring::digest::SHA256, message);
        [
            hex::decode(SHA256_PREFIX).expect("hex"),
            digest.as_ref().to_vec(),
        ]
        .concat()
    }

    fn padded(message: &[u8], modulus: usize) -> String {
        let info = digest_info(message);
        let padding = vec![0xFF; modulus - info.len() - 3];
        hex::encode(&[&[0x00, 0x00, 0x01][..], &padding, &[0x00], &info].concat())
    }

    fn ready(mut card: TestCard, template: &str) -> TestCard {
        assert_eq!(card.verify(PIN), 0x9000);
        assert_eq!(card.sw("0022F30300"), 0x9000);
        assert_eq!(card.sw(&format!("0022F1{template}03830101")), 0x9000);
        card
    }

    fn assert_signs(card: &TestCard, message: &[u8], signature: &[u8]) {
        let algorithm: &dyn VerificationAlgorithm = &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
        UnparsedPublicKey::new(algorithm, public_key(card))
            .verify(message, signature)
            .expect("the signature is good");
    }

    #[test]
    fn rsa_1024_signs_in_one_short_command() {
        let mut card = ready(athena(), "B8");
        let (signature, status) = card.send(&format!("002A808681{}80", padded(b"ciao", 128)));
        assert_eq!((signature.len(), status), (128, 0x9000));
        assert_signs(&card, b"ciao", &signature);
    }

    #[test]
    fn rsa_2048_signs_by_chaining_and_by_extended_length_alike() {
        let mut card = ready(st(), "B8");
        let block = padded(b"ciao", 256);
        let (head, tail) = block.split_at(510);
        assert_eq!(card.sw(&format!("102A8086FF{head}")), 0x9000);
        let (chained, status) = card.send(&format!("002A808602{tail}00"));
        assert_eq!(status, 0x9000);
        let (extended, status) = card.send(&format!("002A8086000101{block}0000"));
        assert_eq!(status, 0x9000);
        assert_eq!(chained, extended);
        assert_signs(&card, b"ciao", &chained);
    }

    #[test]
    fn the_card_pads_when_asked_for_a_signature() {
        let mut card = ready(st(), "B6");
        let info = hex::encode(&digest_info(b"ciao"));
        let (signature, status) = card.send(&format!("002A9E9A33{info}00"));
        assert_eq!(status, 0x9000);
        assert_signs(&card, b"ciao", &signature);
    }

    #[test]
    fn without_le_the_signature_waits_for_get_response() {
        let mut card = ready(st(), "B6");
        let info = hex::encode(&digest_info(b"ciao"));
        assert_eq!(card.send(&format!("002A9E9A33{info}")), (vec![], 0x6100));
        let (signature, _) = card.send("00C0000000");
        assert_signs(&card, b"ciao", &signature);
    }

    #[test]
    fn the_key_needs_the_pin_and_then_the_environment() {
        let mut card = athena();
        let sign = format!("002A808681{}80", padded(b"ciao", 128));
        assert_eq!(card.sw(&sign), 0x6982);
        card.verify(PIN);
        assert_eq!(card.sw(&sign), 0x6985);
        let mut card = ready(athena(), "B6");
        assert_eq!(card.sw(&sign), 0x6985, "set for the other use");
        card.card.power_on();
        assert_eq!(card.sw(&sign), 0x6982);
    }

    #[test]
    fn a_malformed_block_is_refused() {
        let mut card = ready(athena(), "B8");
        assert_eq!(
            card.sw(&format!("002A808681{}80", "FF".repeat(129))),
            0x6A80
        );
        assert_eq!(
            card.sw(&format!("002A80868100{}80", "FF".repeat(128))),
            0x6A80
        );
        assert_eq!(card.sw("002A80860300010280"), 0x6700);
        assert_eq!(card.sw("002A80868000"), 0x6700);
        assert_eq!(card.sw("002A808000"), 0x6A86);
    }

    #[test]
    fn an_old_mask_does_not_chain_and_a_broken_chain_is_dropped() {
        assert_eq!(athena().sw("102A80860100"), 0x6884);
        let mut card = ready(st(), "B8");
        let block = padded(b"ciao", 256);
        let (head, tail) = block.split_at(510);
        assert_eq!(card.sw("10A40000021100"), 0x6884);
        card.sw(&format!("102A8086FF{head}"));
        card.sw("0084000008");
        assert_eq!(card.sw(&format!("002A808602{tail}00")), 0x6700);
    }

    #[test]
    fn a_mask_may_want_the_pin_for_each_signature() {
        let mut card = ready(athena(), "B8");
        let sign = format!("002A808681{}80", padded(b"ciao", 128));
        assert_eq!([(); 2].map(|()| card.sw(&sign)), [0x9000; 2]);
        card.quirk(|quirks| quirks.signature_uses_up_pin = true);
        assert_eq!([(); 2].map(|()| card.sw(&sign)), [0x9000, 0x6982]);
        card.verify(PIN);
        assert_eq!(card.sw(&sign), 0x9000);
    }

    #[test]
    fn every_generation_signs_with_a_key_of_its_size() {
        for (name, bits) in [
            ("athena10", 1024),
            ("incard10", 1024),
            ("st11", 2048),
            ("oberthur10", 1024),
            ("cardos10", 1024),
            ("ace25", 2048),
        ] {
            let mut card = ready(TestCard::of(name), "B8");
            let block = padded(b"ciao", bits / 8);
            let command = match bits {
                1024 => format!("002A808681{block}00"),
                _ => format!("002A8086000101{block}0000"),
            };
            let (signature, status) = card.send(&command);
            assert_eq!(status, 0x9000, "{name}");
            assert_signs(&card, b"ciao", &signature);
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The card's unit tests speak hexadecimal to small ready-made cards.

use std::sync::Arc;

use super::{Card, Challenges, Chip, Code, Codes, Contents, Exchange, RsaKey};
use crate::hex;
use crate::personalise::TestKeys;
use crate::profile::{Profile, Quirks};

pub(super) const PIN: &str = "12345";
pub(super) const PUK: &str = "87654321";

pub(super) struct TestCard {
    pub(super) card: Card,
}

pub(super) fn st() -> TestCard {
    TestCard::of("st11")
}

pub(super) fn athena() -> TestCard {
    TestCard::of("athena10")
}

pub(super) fn idemia() -> TestCard {
    TestCard::of("idemia21")
}

pub(super) fn ace() -> TestCard {
    TestCard::of("ace25")
}

pub(super) fn bank() -> TestCard {
    TestCard::of("unknown")
}

/// A PIN or PUK as it travels: 8 bytes in hexadecimal.
pub(super) fn padded(digits: &str) -> String {
    format!("{:F<16}", hex::encode(digits.as_bytes()))
}

/// The card's public key as PKCS#1 DER.
pub(super) fn public_key(card: &TestCard) -> Vec<u8> {
    let bits = card.card.cns().expect("a CNS").key_bits;
    TestKeys::card(bits, 0)
        .public_key()
        .expect("test keys parse")
        .to_vec()
}

fn card(profile: Profile) -> TestCard {
    let bits = profile.cns.as_ref().map_or(2048, |cns| cns.key_bits);
    let contents = Contents {
        id_carta: b"6090000000001006".to_vec(),
        personal_data: b"000006".to_vec(),
        certificate: Some(vec![0x30, 0x00]),
    };
    let key = RsaKey::from_pem(TestKeys::card(bits, 0).pem()).expect("test keys parse");
    let chip = Chip::new(profile, &contents, Arc::new(key)).expect("it all fits");
    let code = |digits| Code::from_digits(digits).expect("a code");
    let codes = Codes {
        pin: code(PIN),
        puk: code(PUK),
        pin_tries: 3,
        puk_tries: 3,
    };
    TestCard {
        card: Card::new(Arc::new(chip), codes, Challenges::from_seed([7; 32])),
    }
}

impl TestCard {
    /// A card of a built-in generation.
    pub(super) fn of(generation: &str) -> Self {
        card(Profile::named(generation).expect("built in"))
    }

    pub(super) fn exchange(&mut self, apdu: &str) -> Exchange {
        self.card.exchange(&hex::decode(apdu).expect("hexadecimal"))
    }

    /// Data and status word.
    pub(super) fn send(&mut self, apdu: &str) -> (Vec<u8>, u16) {
        let mut data = self.exchange(apdu).response;
        let status = data.split_off(data.len() - 2);
        (data, u16::from_be_bytes([status[0], status[1]]))
    }

    pub(super) fn sw(&mut self, apdu: &str) -> u16 {
        self.send(apdu).1
    }

    pub(super) fn verify(&mut self, pin: &str) -> u16 {
        let reference = self.card.cns().expect("a CNS").pin_reference;
        self.sw(&format!("002000{reference:02X}08{}", padded(pin)))
    }

    pub(super) fn block_pin(&mut self) {
        for _ in 0..3 {
            self.verify("00000");
        }
    }

    pub(super) fn quirk(&mut self, set: impl FnOnce(&mut Quirks)) {
        let mut quirks = self.card.quirks().clone();
        set(&mut quirks);
        self.card.set_quirks(quirks);
    }

    pub(super) fn profile(&mut self, set: impl FnOnce(&mut Profile)) {
        let mut chip = self.card.chip().clone();
        set(&mut chip.profile);
        self.card.chip = Arc::new(chip);
    }
}

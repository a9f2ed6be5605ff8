// SPDX-License-Identifier: EUPL-1.2
//! GET CHALLENGE needs randomness that a pure card can only be given.

use ring::digest::{Context, SHA256};

use super::apdu::Apdu;
use super::reply::{Outcome, Reply};
use super::{Card, StatusWord};

/// A source of challenges: unpredictable when its seed is, and the same for the same seed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Challenges {
    seed: [u8; 32],
    count: u64,
}

impl Challenges {
    /// Starts from `seed`; the program draws it from the system, a test fixes it.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self { seed, count: 0 }
    }

    fn draw(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 32);
        while bytes.len() < length {
            self.count += 1;
            let mut context = Context::new(&SHA256);
            context.update(&self.seed);
            context.update(&self.count.to_be_bytes());
            bytes.extend(context.finish().as_ref());
        }
        bytes.truncate(length);
        bytes
    }
}

impl Card {
    /// GET CHALLENGE (ISO/IEC 7816-4:2020, 11.6.3), up to 256 bytes or what the mask allows.
    pub(super) fn get_challenge(&mut self, apdu: &Apdu) -> Outcome {
        let most = self.quirks().largest_challenge.unwrap_or(256);
        match (apdu.p1, apdu.p2, apdu.le) {
            (0, 0, Some(le)) if le <= most => Reply::data(self.challenges.draw(le)),
            (0, 0, _) => Err(StatusWord::WRONG_LENGTH),
            _ => Err(StatusWord::WRONG_P1_P2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{idemia, st};

    #[test]
    fn challenges_differ_from_each_other_and_repeat_with_the_seed() {
        let mut card = st();
        let (first, second) = (card.send("0084000008").0, card.send("0084000008").0);
        assert_eq!(first.len(), 8);
        assert_ne!(first, second);
        assert_eq!(st().send("0084000008").0, first);
        assert_eq!(card.send("0084000000").0.len(), 256);
        assert_eq!(card.sw("00840000"), 0x6700);
        assert_eq!(card.sw("0084000108"), 0x6A86);
    }

    #[test]
    fn some_masks_give_32_bytes_at_most() {
        let mut card = idemia();
        assert_eq!(card.send("0084000020").0.len(), 32);
        assert_eq!(card.sw("0084000021"), 0x6700);
    }
}

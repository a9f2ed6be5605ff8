// SPDX-License-Identifier: EUPL-1.2
//! A card that stops answering, in every way, at every command: nothing is sent after it.

use activation_protocol::{Pin, Puk};
use cns_card::{
    CardChannel, CardError, ChannelError, Profile, change_pin, read_card, reset_pin, sign,
    verify_pin,
};

use crate::generations::ALL;
use crate::model::{Habits, ModelCard};
use crate::script::{STATEMENT, profile};

const KINDS: [ChannelError; 5] = [
    ChannelError::Removed,
    ChannelError::TimedOut,
    ChannelError::Reset,
    ChannelError::ReaderLost,
    ChannelError::Transport,
];

/// A card that answers so many commands and then fails; how it fails is its last word.
struct Failing {
    card: ModelCard,
    left: usize,
    end: Result<Vec<u8>, ChannelError>,
    sent_after_the_end: usize,
}

impl CardChannel for Failing {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        if let Some(left) = self.left.checked_sub(1) {
            self.left = left;
            return self.card.transmit(command);
        }
        self.sent_after_the_end += 1;
        self.end.clone()
    }
}

fn visit(card: &mut Failing, profile: &Profile, modulus: usize) -> Result<(), CardError> {
    read_card(card, profile)?;
    verify_pin(card, profile, &Pin::new(b"48151").expect("five digits"))?;
    sign(card, profile, modulus, STATEMENT).map(drop)
}

#[test]
fn each_end_at_each_command_is_told_as_it_was_and_nothing_is_sent_again() {
    // No byte or one byte is how a reader says that the card went during its answer.
    let half = [vec![], vec![0x90]];
    let ends = KINDS.map(Err).into_iter().chain(half.map(Ok));
    for end in ends {
        let expected = end.as_ref().err().copied().unwrap_or(ChannelError::Removed);
        for generation in &ALL {
            for left in 0..generation.budget[2] {
                let mut card = Failing {
                    card: ModelCard::new(generation, Habits::default()),
                    left,
                    end: end.clone(),
                    sent_after_the_end: 0,
                };
                let result = visit(&mut card, &profile(generation.name), generation.modulus);
                assert_eq!(result, Err(CardError::Channel(expected)));
                assert_eq!(card.sent_after_the_end, 1, "{} {left}", generation.name);
            }
        }
    }
}

/// Says yes so many times, then fails.
struct Willing {
    left: usize,
    end: ChannelError,
    sent: Vec<u8>,
}

impl CardChannel for Willing {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.sent.push(command[1]);
        self.left = self.left.checked_sub(1).ok_or(self.end)?;
        Ok(vec![0x90, 0x00])
    }
}

#[test]
fn a_new_pin_is_sent_once_and_only_where_it_belongs() {
    let (pin, puk) = (Pin::new(b"48151").unwrap(), Puk::new(b"87654321").unwrap());
    for (end, generation) in KINDS
        .iter()
        .flat_map(|end| ALL.iter().map(move |one| (end, one)))
    {
        let profile = profile(generation.name);
        for left in 0..2 {
            let card = |call: &dyn Fn(&mut Willing) -> bool| {
                let (end, sent) = (*end, Vec::new());
                let mut card = Willing { left, end, sent };
                // A reference found from anywhere needs one command, any other two.
                let enough = left == 1 && generation.pin_reference & 0x80 != 0;
                assert_eq!(call(&mut card), enough, "{} {left}", generation.name);
                card.sent
            };
            let selects = if generation.pin_reference & 0x80 == 0 {
                1
            } else {
                0
            };
            for (sent, instruction) in [
                (
                    card(&|card| change_pin(card, &profile, &pin, &pin).is_ok()),
                    0x24,
                ),
                (
                    card(&|card| reset_pin(card, &profile, &puk, &pin).is_ok()),
                    0x2C,
                ),
            ] {
                let whole = [vec![0xA4; selects], vec![instruction]].concat();
                assert!(whole.starts_with(&sent), "{} {sent:02X?}", generation.name);
            }
        }
    }
}

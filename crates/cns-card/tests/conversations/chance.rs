// SPDX-License-Identifier: EUPL-1.2
//! Cards that answer anything at all: a try is spent at most once a call, and every call ends.

use activation_protocol::{Pin, Puk};
use cns_card::{
    CardChannel, ChannelError, Profile, Profiles, change_pin, fingerprint, read_card,
    read_certificate, read_identity, reread_id_carta, reset_pin, sign, verify_pin,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::script::{STATEMENT, dati_personali};

/// Answers in a loop, and everything it was sent.
struct Chance {
    answers: Vec<Result<Vec<u8>, ChannelError>>,
    sent: Vec<Vec<u8>>,
}

impl CardChannel for Chance {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let answer = &self.answers[self.sent.len() % self.answers.len()];
        self.sent.push(command.to_vec());
        answer.clone()
    }
}

impl Chance {
    fn carrying_a_secret(&self) -> impl Iterator<Item = &Vec<u8>> {
        self.sent
            .iter()
            .filter(|frame| [0x20, 0x24, 0x2C].contains(&frame[1]))
    }
}

/// Whatever came of a call.
fn let_go<T>(_answer: T) {}

/// Status words in which cards say something, and any other.
fn status() -> impl Strategy<Value = u16> {
    prop_oneof![
        8 => Just(0x9000_u16),
        2 => (0..=0xFF_u16).prop_map(|low| 0x6100 | low),
        2 => (0..=0xFF_u16).prop_map(|low| 0x6C00 | low),
        2 => prop::sample::select(vec![
            0x6282, 0x6300, 0x63C0, 0x63C2, 0x6700, 0x6882, 0x6982, 0x6983, 0x6984, 0x6A82, 0x6A86,
            0x6A88, 0x6B00, 0x6D00, 0x6E00, 0x6F00,
        ]),
        1 => any::<u16>(),
    ]
}

/// Bytes of no sense, of good files, and none.
fn data() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => Just(Vec::new()),
        2 => Just(crate::script::ID_CARTA.to_vec()),
        2 => Just(dati_personali()[..252].to_vec()),
        2 => Just(crate::script::ST11[..252].to_vec()),
        1 => Just(vec![0x30, 0x82, 0x0F, 0xFF, 0x00]),
        2 => prop::collection::vec(any::<u8>(), 0..300),
    ]
}

fn answer() -> impl Strategy<Value = Result<Vec<u8>, ChannelError>> {
    let whole = (data(), status())
        .prop_map(|(data, status)| Ok([data.as_slice(), &status.to_be_bytes()].concat()));
    let error = prop::sample::select(vec![
        ChannelError::Removed,
        ChannelError::TimedOut,
        ChannelError::Reset,
        ChannelError::ReaderLost,
        ChannelError::Transport,
    ]);
    prop_oneof![
        30 => whole,
        1 => prop::collection::vec(any::<u8>(), 0..2).prop_map(Ok),
        1 => error.prop_map(Err),
    ]
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let all: Vec<Profile> = Profiles::builtin().iter().cloned().collect();
    prop::sample::select(all)
}

/// 2048 cards from a fixed seed.
fn cases() -> Config {
    Config {
        cases: 2048,
        rng_seed: RngSeed::Fixed(0x434E_5321),
        failure_persistence: None,
        ..Config::default()
    }
}

/// More than any card needs, and an end to one that only wants to talk.
const MOST_COMMANDS: usize = 600;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_card_gets_a_second_try_or_an_endless_talk(
        answers in prop::collection::vec(answer(), 1..24),
        profile in any_profile(),
    ) {
        let pin = Pin::new(b"48151").unwrap();
        let puk = Puk::new(b"87654321").unwrap();
        type Call<'a> = &'a dyn Fn(&mut Chance);
        let calls: [(Call<'_>, usize); 9] = [
            (&|card| let_go(read_identity(card, &profile)), 0),
            (&|card| let_go(read_certificate(card, &profile)), 0),
            (&|card| let_go(read_card(card, &profile)), 0),
            (&|card| let_go(reread_id_carta(card, &profile)), 0),
            (&|card| let_go(sign(card, &profile, 128, STATEMENT)), 0),
            (&|card| let_go(fingerprint(card, &[0x3B, 0x80])), 0),
            (&|card| let_go(verify_pin(card, &profile, &pin)), 1),
            (&|card| let_go(change_pin(card, &profile, &pin, &pin)), 1),
            (&|card| let_go(reset_pin(card, &profile, &puk, &pin)), 1),
        ];
        for (call, secrets) in calls {
            let mut card = Chance { answers: answers.clone(), sent: Vec::new() };
            call(&mut card);
            prop_assert!(card.carrying_a_secret().count() <= secrets);
            for frame in card.carrying_a_secret() {
                let length = if frame[1] == 0x20 { 8 } else { 16 };
                prop_assert_eq!(usize::from(frame[4]), length);
                prop_assert_eq!(frame.len(), 5 + length);
            }
            prop_assert!(card.sent.len() <= MOST_COMMANDS, "{}", card.sent.len());
        }
    }

    #[test]
    fn a_card_that_says_one_thing_for_ever_is_left(status: u16, data in data()) {
        let profile = Profiles::builtin().by_name("ace25").expect("built in").clone();
        let answers = vec![Ok([data.as_slice(), &status.to_be_bytes()].concat())];
        let mut card = Chance { answers, sent: Vec::new() };
        let _ = read_card(&mut card, &profile);
        prop_assert!(card.sent.len() <= MOST_COMMANDS);
    }
}

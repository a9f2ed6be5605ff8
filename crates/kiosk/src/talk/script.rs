// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A card of few words, for tests of what is said to cards: it has a number, and answers as told.

use std::collections::BTreeMap;

use activation_protocol::{IdCarta, Pin};
use cns_card::{CardChannel, ChannelError, Profile, Profiles};

pub(crate) const VERIFY: u8 = 0x20;
pub(crate) const SET_ENVIRONMENT: u8 = 0x22;
pub(crate) const CHANGE: u8 = 0x24;
pub(crate) const SIGN: u8 = 0x2A;
pub(crate) const SELECT: u8 = 0xA4;
const READ_BINARY: u8 = 0xB0;

/// Two card numbers with good check digits.
pub(crate) const HERS: &[u8; 16] = b"6090000000000016";
pub(crate) const HIS: &[u8; 16] = b"6090000000000024";

/// The card, and what it heard.
pub(crate) struct Script {
    number: &'static [u8; 16],
    answers: BTreeMap<u8, u16>,
    breaks: Option<(usize, ChannelError)>,
    heard: Vec<u8>,
}

impl Script {
    /// It can be selected and its number read.
    pub(crate) fn of_card(number: &'static [u8; 16]) -> Self {
        Self {
            number,
            answers: BTreeMap::from([(SELECT, 0x9000)]),
            breaks: None,
            heard: Vec::new(),
        }
    }

    /// The status word it says to an instruction.
    pub(crate) fn answers(mut self, instruction: u8, sw: u16) -> Self {
        self.answers.insert(instruction, sw);
        self
    }

    /// The conversation breaks at the command of this index.
    pub(crate) fn breaks_at(mut self, index: usize, error: ChannelError) -> Self {
        self.breaks = Some((index, error));
        self
    }

    pub(crate) fn heard(&self, instruction: u8) -> bool {
        self.heard.contains(&instruction)
    }

    pub(crate) fn sent(&self) -> usize {
        self.heard.len()
    }

    pub(crate) fn number(digits: &[u8; 16]) -> IdCarta {
        let digits = str::from_utf8(digits).expect("digits");
        IdCarta::parse(digits).expect("its check digit is right")
    }
}

impl CardChannel for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let instruction = command[1];
        let index = self.heard.len();
        self.heard.push(instruction);
        match self.breaks {
            Some((at, error)) if at == index => return Err(error),
            Some(_) | None => {}
        }
        if instruction == READ_BINARY {
            return Ok([self.number.as_slice(), &[0x90, 0x00]].concat());
        }
        let sw = self.answers.get(&instruction).copied().unwrap_or(0x6D00);
        Ok(sw.to_be_bytes().to_vec())
    }
}

pub(crate) fn profile() -> Profile {
    let profiles = Profiles::builtin();
    profiles.by_name("st11").expect("it is built in").clone()
}

pub(crate) fn pin() -> Pin {
    Pin::new(b"40719").expect("it is a PIN")
}

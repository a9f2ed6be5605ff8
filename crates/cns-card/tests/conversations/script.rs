// SPDX-License-Identifier: EUPL-1.2
//! A card that knows exactly one conversation, and the bytes most conversations begin with.

use cns_card::profile::Hex;
use cns_card::{CardChannel, ChannelError, Profile, Profiles};

/// The exchanges still to come.
#[derive(Default)]
pub(crate) struct Script {
    steps: Vec<Step>,
    played: usize,
}

struct Step {
    sentence: &'static str,
    command: Vec<u8>,
    answer: Result<Vec<u8>, ChannelError>,
}

impl Script {
    /// The next exchange in hexadecimal digits.
    pub(crate) fn then(self, sentence: &'static str, command: &str, answer: &str) -> Self {
        self.then_bytes(sentence, hex(command), hex(answer))
    }

    /// The next exchange in bytes.
    pub(crate) fn then_bytes(
        mut self,
        sentence: &'static str,
        command: Vec<u8>,
        answer: Vec<u8>,
    ) -> Self {
        self.steps.push(Step {
            sentence,
            command,
            answer: Ok(answer),
        });
        self
    }

    /// The next command is not answered.
    pub(crate) fn then_fails(
        mut self,
        sentence: &'static str,
        command: &str,
        error: ChannelError,
    ) -> Self {
        self.steps.push(Step {
            sentence,
            command: hex(command),
            answer: Err(error),
        });
        self
    }

    /// SELECT of a file and READ BINARY of its first bytes in chunks of 252.
    pub(crate) fn then_file(self, sentence: &'static str, path: &str, content: &[u8]) -> Self {
        self.then(sentence, &format!("00A4080C04{path}"), "9000")
            .then_content(sentence, content)
    }

    /// READ BINARY of the selected file's first bytes in chunks of 252.
    pub(crate) fn then_content(mut self, sentence: &'static str, content: &[u8]) -> Self {
        for (index, chunk) in content.chunks(252).enumerate() {
            let command = format!("00B0{:04X}{:02X}", index * 252, chunk.len());
            self = self.then_bytes(sentence, hex(&command), answered(chunk));
        }
        self
    }

    /// How many commands the card was sent; all it waited for.
    pub(crate) fn finished(self) -> usize {
        let missing = self.steps.get(self.played).map(|step| step.sentence);
        assert_eq!(missing, None, "the conversation ended early");
        self.played
    }
}

impl CardChannel for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let Some(step) = self.steps.get(self.played) else {
            panic!("after the end of the script: {command:02X?}");
        };
        assert_eq!(command, step.command, "{}", step.sentence);
        self.played += 1;
        step.answer.clone()
    }
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    Hex::parse(text).expect("the script is in hexadecimal").0
}

/// Data and `9000`.
pub(crate) fn answered(data: &[u8]) -> Vec<u8> {
    [data, &[0x90, 0x00]].concat()
}

pub(crate) fn profile(name: &str) -> Profile {
    Profiles::builtin()
        .by_name(name)
        .expect("a built-in profile")
        .clone()
}

pub(crate) const ID_CARTA: &[u8; 16] = b"6090000000001006";

/// Dati_personali of a person who does not exist: 101 bytes and zeros up to 400.
pub(crate) fn dati_personali() -> Vec<u8> {
    let record = "0000650460900815012026081401203205ROSSI05MARIO\
                  080101198001M0010RSSMRA80A01D612Y0004D612000004D6120000";
    let mut file = record.as_bytes().to_vec();
    file.resize(400, 0);
    file
}

pub(crate) const ST11: &[u8] = include_bytes!("../fixtures/st11.certificate.der");
pub(crate) const ATHENA10: &[u8] = include_bytes!("../fixtures/athena10.certificate.der");
pub(crate) const STATEMENT: &[u8] = b"PUNTOSI-TEST-STATEMENT";

/// A card about to be read whole: ID_Carta, Dati_personali, certificate.
pub(crate) fn reading(certificate: &[u8]) -> Script {
    Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("the holder's data", "11001102", &dati_personali()[..252])
        .then_file("the certificate", "11001101", certificate)
}

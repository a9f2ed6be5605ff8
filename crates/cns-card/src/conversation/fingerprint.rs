// SPDX-License-Identifier: EUPL-1.2
//! What an unknown card may be told by, so that someone can make a profile for it: nothing of its
//! holder.

use std::fmt;

use crate::apdu::{Command, Response, Transport};
use crate::commands::{SelectAnswer, Target, select};
use crate::profile::PathFrom;
use crate::{CardChannel, ChannelError, StatusWord};

/// The ATR of a card and its status words to a few SELECTs. `Display` gives one line without
/// spaces inside a field: `atr=3B… mf=9000 cns=6A82 …`, `-` where the card did not answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Fingerprint {
    atr: Vec<u8>,
    answers: [Option<StatusWord>; Probe::ALL.len()],
}

/// A file or application that generations have, or have not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Probe {
    /// The master file.
    MasterFile,
    /// EF.ID_Carta where it always was, 1000/1003.
    IdCarta,
    /// EF.C_Carta where it mostly was, 1100/1101.
    Certificate,
    /// The certificate of the cards of 2021, 1400/9001/2002.
    CertificateInSignatureDirectory,
    /// The CNS application of the cards of 2025.
    CnsApplication,
    /// EF.ID_Carta once that application is selected, if it is there.
    IdCartaInCns,
    /// Their second application.
    EsignApplication,
    /// The certificate in it, DA01/C001.
    CertificateInEsign,
}

impl Probe {
    /// All, in the order they are sent: applications last, for they change what paths mean.
    pub const ALL: [Self; 8] = [
        Self::MasterFile,
        Self::IdCarta,
        Self::Certificate,
        Self::CertificateInSignatureDirectory,
        Self::CnsApplication,
        Self::IdCartaInCns,
        Self::EsignApplication,
        Self::CertificateInEsign,
    ];

    /// Its name in the line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MasterFile => "mf",
            Self::IdCarta => "1000/1003",
            Self::Certificate => "1100/1101",
            Self::CertificateInSignatureDirectory => "1400/9001/2002",
            Self::CnsApplication => "cns",
            Self::IdCartaInCns => "cns/1000/1003",
            Self::EsignApplication => "esign",
            Self::CertificateInEsign => "esign/DA01/C001",
        }
    }

    fn target(self) -> Target<'static> {
        let from_mf = |path| Target::Path {
            from: PathFrom::MasterFile,
            path,
        };
        match self {
            Self::MasterFile => Target::MasterFile,
            Self::IdCarta | Self::IdCartaInCns => from_mf(&[0x10, 0x00, 0x10, 0x03]),
            Self::Certificate => from_mf(&[0x11, 0x00, 0x11, 0x01]),
            Self::CertificateInSignatureDirectory => from_mf(&[0x14, 0x00, 0x90, 0x01, 0x20, 0x02]),
            Self::CnsApplication => Target::Application(CNS),
            Self::EsignApplication => Target::Application(ESIGN),
            Self::CertificateInEsign => Target::Path {
                from: PathFrom::CurrentDirectory,
                path: &[0xDA, 0x01, 0xC0, 0x01],
            },
        }
    }
}

/// Asks a card for the status words of its fingerprint: at most 9 commands. No file is read, no
/// command has to do with a PIN. A card that refuses to say nothing of a file (`6A86`) is asked to
/// describe it, once more and from then on; the description is dropped. After the first command
/// that is not answered no other is sent.
pub fn fingerprint(channel: &mut dyn CardChannel, atr: &[u8]) -> Fingerprint {
    let mut answers = [None; Probe::ALL.len()];
    let mut wanted = SelectAnswer::Nothing;
    for (probe, answer) in Probe::ALL.iter().zip(&mut answers) {
        *answer = status(channel, &select(probe.target(), wanted)).ok();
        let refused = *answer == Some(StatusWord::WrongParameters);
        if refused && wanted == SelectAnswer::Nothing {
            wanted = SelectAnswer::FileControlInformation;
            *answer = status(channel, &select(probe.target(), wanted)).ok();
        }
        if answer.is_none() {
            break;
        }
    }
    Fingerprint {
        atr: atr[..atr.len().min(LONGEST_ATR)].to_vec(),
        answers,
    }
}

fn status(channel: &mut dyn CardChannel, command: &Command) -> Result<StatusWord, ChannelError> {
    let frames = command.frames(Transport::Short);
    let frame = frames.ok().and_then(|frames| frames.into_iter().next());
    let frame = frame.ok_or(ChannelError::Transport)?;
    Ok(Response::parse(channel.transmit(&frame)?)?.status)
}

impl Fingerprint {
    /// The answer to reset.
    #[must_use]
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// What the card said to a probe; `None` when it said nothing or was not asked any more.
    #[must_use]
    pub fn answer(&self, probe: Probe) -> Option<StatusWord> {
        self.answers[probe as usize]
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("atr=")?;
        self.atr
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02X}"))?;
        for (probe, answer) in Probe::ALL.iter().zip(&self.answers) {
            match answer {
                Some(status) => write!(f, " {}={status}", probe.name())?,
                None => write!(f, " {}=-", probe.name())?,
            }
        }
        Ok(())
    }
}

const CNS: &[u8] = &[
    0xA0, 0x00, 0x00, 0x05, 0x30, 0x00, 0x0B, 0x10, 0x40, 0x01, 0x02, 0x1A,
];
const ESIGN: &[u8] = b"\xA0\x00\x00\x05\x30ESIGN";
/// TS, T0 and at most 31 more bytes.
const LONGEST_ATR: usize = 33;

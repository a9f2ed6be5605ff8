// SPDX-License-Identifier: EUPL-1.2
//! What one card did can be asked of another: a log is played again and compared.

use std::fmt;

use crate::EmulatorError;
use crate::card::{Card, Code};
use crate::log::{Answered, Hidden, Line, Masked, Moment, Outcome, Piece, TITLE};

/// The codes that take the places of those a log hides.
#[derive(Clone, Default)]
pub struct Secrets {
    /// The PIN to present; `None` for the card's own.
    pub pin: Option<Code>,
    /// The PUK to present; `None` for the card's own.
    pub puk: Option<Code>,
    /// Every new PIN or PUK; `None` for 8 fixed digits.
    pub new: Option<Code>,
}

/// How it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Commands played.
    pub played: usize,
    /// Those that ended differently.
    pub differences: Vec<Difference>,
}

/// A command that ends otherwise than in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its line in the log, from 1.
    pub line: usize,
    /// The command.
    pub command: Masked,
    /// The answer in the log.
    pub logged: Answered,
    /// The answer now.
    pub now: Answered,
}

/// Plays what `log` says of one reader to `card`, in memory only.
///
/// Commands that the logged card never executed are left out.
///
/// # Errors
/// [`EmulatorError::NoLog`], [`EmulatorError::LogLine`] with the number of a line that is none.
pub fn replay(
    log: &str,
    reader: usize,
    card: &mut Card,
    secrets: Secrets,
) -> Result<Report, EmulatorError> {
    let lines = log.strip_prefix(TITLE).ok_or(EmulatorError::NoLog)?;
    let mut player = Player {
        card,
        secrets,
        report: Report::default(),
    };
    for (index, text) in lines.lines().enumerate().skip(1) {
        let number = index + 1;
        // A program that is started again begins its part of the same log with another title.
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let line: Line = text
            .parse()
            .map_err(|()| EmulatorError::LogLine { number })?;
        if line.reader == reader {
            player.play(number, line.moment);
        }
    }
    Ok(player.report)
}

struct Player<'a> {
    card: &'a mut Card,
    secrets: Secrets,
    report: Report,
}

impl Player<'_> {
    fn play(&mut self, number: usize, moment: Moment) {
        match moment {
            Moment::Inserted(_) | Moment::Swapped(_) | Moment::PowerOn | Moment::Forgot => {
                self.card.power_on();
            }
            Moment::Exchange(command, Outcome::Answered(answer) | Outcome::Lost(answer)) => {
                self.ask(number, command, answer);
            }
            Moment::Removed | Moment::Exchange(_, Outcome::Forced(_) | Outcome::Pulled) => {}
        }
    }

    fn ask(&mut self, line: usize, command: Masked, logged: Answered) {
        let exchange = self.card.exchange(&self.filled(&command));
        let now = Answered::of(&exchange.response);
        self.report.played += 1;
        if command.has(Hidden::New) && now.status == [0x90, 0x00] {
            // What was given for the old one is right no more.
            self.secrets.pin = None;
            self.secrets.puk = None;
        }
        if now != logged {
            self.report.differences.push(Difference {
                line,
                command,
                logged,
                now,
            });
        }
    }

    fn filled(&self, command: &Masked) -> Vec<u8> {
        let fill = |piece: &Piece| match piece {
            Piece::Shown(bytes) => bytes.clone(),
            Piece::Gap(Hidden::Data, length) => block(*length),
            Piece::Gap(hidden, _) => self.code(*hidden),
        };
        command.0.iter().flat_map(fill).collect()
    }

    fn code(&self, hidden: Hidden) -> Vec<u8> {
        let codes = self.card.codes();
        let pin = self.secrets.pin.as_ref().unwrap_or(&codes.pin);
        let puk = self.secrets.puk.as_ref().unwrap_or(&codes.puk);
        match hidden {
            Hidden::Pin => padded(pin.digits()),
            Hidden::Puk => padded(puk.digits()),
            Hidden::WrongPin => padded(other_than(pin)),
            Hidden::WrongPuk => padded(other_than(puk)),
            Hidden::New | Hidden::Data => {
                padded(self.secrets.new.as_ref().map_or("24680135", Code::digits))
            }
        }
    }
}

fn other_than(code: &Code) -> &'static str {
    let [guess, other] = ["00000000", "11111111"];
    if code.digits() == guess { other } else { guess }
}

fn padded(digits: &str) -> Vec<u8> {
    let mut block = digits.as_bytes().to_vec();
    block.resize(8, 0xFF);
    block
}

/// Data that a card can sign: 00, and the beginning of PKCS#1 block type 1 (RFC 8017, 9.2).
fn block(length: usize) -> Vec<u8> {
    let mut block = vec![0xFF; length];
    for (byte, first) in block.iter_mut().zip([0x00, 0x00, 0x01]) {
        *byte = first;
    }
    block
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "line {}: {} was {}, is {}",
            self.line, self.command, self.logged, self.now
        )
    }
}

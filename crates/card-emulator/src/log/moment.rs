// SPDX-License-Identifier: EUPL-1.2
//! The grammar of a log: one moment a line.

use std::fmt;
use std::str::FromStr;

use super::Masked;
use crate::hex;

/// One line, such as `1234 0 00B00000 10 -> {16} 9000`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Microseconds since the program started.
    pub micros: u64,
    /// Number of the reader, from 0.
    pub reader: usize,
    /// What happened there.
    pub moment: Moment,
}

/// Something that happens in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A card of this generation goes in; without its ATR the slot is told nothing else of it.
    Inserted(String),
    /// Another takes its place and the reader does not notice.
    Swapped(String),
    /// The card leaves.
    Removed,
    /// The reader powers or resets the card.
    PowerOn,
    /// The card loses its power for a moment and the reader does not notice.
    Forgot,
    /// A command and its answer.
    Exchange(Masked, Outcome),
}

/// How a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The card answered so.
    Answered(Answered),
    /// The card answered so, and left before that reached the reader.
    Lost(Answered),
    /// The answer was ordered, and the card has done nothing.
    Forced(Answered),
    /// The card left before the command took effect.
    Pulled,
}

/// What a log keeps of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Bytes of data.
    pub data: usize,
    /// SW1 and SW2.
    pub status: [u8; 2],
}

impl Answered {
    /// Of an answer, at least 2 bytes.
    pub fn of(response: &[u8]) -> Self {
        let (data, status) = response
            .split_last_chunk::<2>()
            .unwrap_or((&[], &[0x6F, 0x00]));
        Self {
            data: data.len(),
            status: *status,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:>12} {} {}",
            self.micros, self.reader, self.moment
        )
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inserted(generation) => write!(formatter, "inserted {generation}"),
            Self::Swapped(generation) => write!(formatter, "swapped {generation}"),
            Self::Removed => formatter.write_str("removed"),
            Self::PowerOn => formatter.write_str("power-on"),
            Self::Forgot => formatter.write_str("forgot"),
            Self::Exchange(command, outcome) => write!(formatter, "{command} -> {outcome}"),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(answer) => write!(formatter, "{answer}"),
            Self::Lost(answer) => write!(formatter, "{answer} lost"),
            Self::Forced(answer) => write!(formatter, "{answer} forced"),
            Self::Pulled => formatter.write_str("pulled"),
        }
    }
}

impl fmt::Display for Answered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = hex::encode(&self.status);
        match self.data {
            0 => formatter.write_str(&status),
            length => write!(formatter, "{{{length}}} {status}"),
        }
    }
}

impl FromStr for Line {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (micros, rest) = text.trim().split_once(' ').ok_or(())?;
        let (reader, moment) = rest.split_once(' ').ok_or(())?;
        Ok(Self {
            micros: micros.parse().map_err(drop)?,
            reader: reader.parse().map_err(drop)?,
            moment: moment.parse()?,
        })
    }
}

impl FromStr for Moment {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some((command, outcome)) = text.split_once(" -> ") {
            return Ok(Self::Exchange(command.parse()?, outcome.parse()?));
        }
        let (event, generation) = text.split_once(' ').unwrap_or((text, ""));
        match (event, generation) {
            ("inserted", generation) => Ok(Self::Inserted(generation.to_owned())),
            ("swapped", generation) => Ok(Self::Swapped(generation.to_owned())),
            ("removed", "") => Ok(Self::Removed),
            ("power-on", "") => Ok(Self::PowerOn),
            ("forgot", "") => Ok(Self::Forgot),
            _ => Err(()),
        }
    }
}

impl FromStr for Outcome {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "pulled" {
            return Ok(Self::Pulled);
        }
        if let Some(answer) = text.strip_suffix(" lost") {
            return answer.parse().map(Self::Lost);
        }
        match text.strip_suffix(" forced") {
            Some(answer) => answer.parse().map(Self::Forced),
            None => text.parse().map(Self::Answered),
        }
    }
}

impl FromStr for Answered {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (data, status) = match text.strip_prefix('{').map(|rest| rest.split_once("} ")) {
            None => (0, text),
            Some(Some((length, status))) => (length.parse().map_err(drop)?, status),
            Some(None) => return Err(()),
        };
        let status = hex::decode(status).and_then(|bytes| bytes.try_into().ok());
        status.map(|status| Self { data, status }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for text in [
            "           7 0 inserted st11",
            "           8 0 power-on",
            "          12 1 00B00000 10 -> {16} 9000",
            "          13 1 00200090 08 {wrong-pin:8} -> 63C2",
            "          14 1 00240090 10 {pin:8} {new:8} -> 9000 lost",
            "          15 1 00B00000 10 -> 6F00 forced",
            "          16 1 00B00000 10 -> pulled",
            "          17 0 swapped athena10",
            "          18 0 forgot",
            "          19 0 removed",
        ] {
            let line: Line = text.parse().expect(text);
            assert_eq!(line.to_string(), text);
        }
    }

    #[test]
    fn nonsense_is_no_line() {
        for text in [
            "",
            "1 0",
            "x 0 removed",
            "1 0 exploded",
            "1 0 00B0 -> ",
            "1 0 00B0 -> {3 9000",
            "1 0 00B0 -> 90",
            "1 0 -> 9000",
        ] {
            assert_eq!(text.parse::<Line>(), Err(()), "{text}");
        }
    }
}

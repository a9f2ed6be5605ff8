// SPDX-License-Identifier: EUPL-1.2
//! SELECT: by path, by application identifier, or the master file.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction};
use crate::profile::PathFrom;

/// What is selected (ISO/IEC 7816-4:2020, 11.2.2).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Target<'a> {
    /// The master file.
    MasterFile,
    /// The application of this identifier.
    Application(&'a [u8]),
    /// The file at the end of a path, which does not name what it starts from.
    Path {
        /// What it starts from.
        from: PathFrom,
        /// File identifiers.
        path: &'a [u8],
    },
}

/// What the card is asked to say of the selected file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SelectAnswer {
    /// Nothing: the cheapest answer.
    Nothing,
    /// The file control information, for masks that refuse to say nothing.
    FileControlInformation,
}

/// SELECT (ISO/IEC 7816-4:2020, 11.2.2).
#[must_use]
pub fn select(target: Target<'_>, answer: SelectAnswer) -> Command {
    let (p1, name) = match target {
        Target::MasterFile => (0x00, &MASTER_FILE[..]),
        Target::Application(aid) => (0x04, aid),
        Target::Path { from, path } => (by_path(from), path),
    };
    let data = Zeroizing::new(name.to_vec());
    match answer {
        SelectAnswer::Nothing => Command::new(Instruction::Select, p1, 0x0C).with_data(data),
        SelectAnswer::FileControlInformation => Command::new(Instruction::Select, p1, 0x00)
            .with_data(data)
            .expecting(0),
    }
}

fn by_path(from: PathFrom) -> u8 {
    match from {
        PathFrom::MasterFile => 0x08,
        PathFrom::CurrentDirectory => 0x09,
    }
}

const MASTER_FILE: [u8; 2] = [0x3F, 0x00];

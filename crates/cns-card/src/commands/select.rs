// SPDX-License-Identifier: EUPL-1.2
//! SELECT: by path, by application identifier, or the master file.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction};

/// What the card is asked to say of the selected file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SelectAnswer {
    /// Nothing: the cheapest answer.
    Nothing,
    /// The file control information, for masks that refuse to say nothing.
    FileControlInformation,
}

/// SELECT by path from the master file, which the path does not name
/// (ISO/IEC 7816-4:2020, 11.2.2).
#[must_use]
pub fn select_path(path: &[u8], answer: SelectAnswer) -> Command {
    select(0x08, path, answer)
}

/// SELECT by application identifier (ISO/IEC 7816-4:2020, 11.2.2).
#[must_use]
pub fn select_application(aid: &[u8]) -> Command {
    select(0x04, aid, SelectAnswer::Nothing)
}

/// SELECT of the master file (ISO/IEC 7816-4:2020, 11.2.2).
#[must_use]
pub fn select_master_file() -> Command {
    select(0x00, &[0x3F, 0x00], SelectAnswer::Nothing)
}

fn select(by: u8, name: &[u8], answer: SelectAnswer) -> Command {
    let (p2, expected) = match answer {
        SelectAnswer::Nothing => (0x0C, None),
        SelectAnswer::FileControlInformation => (0x00, Some(0)),
    };
    let command =
        Command::new(Instruction::Select, by, p2).with_data(Zeroizing::new(name.to_vec()));
    match expected {
        Some(length) => command.expecting(length),
        None => command,
    }
}

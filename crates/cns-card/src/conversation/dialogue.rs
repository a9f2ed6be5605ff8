// SPDX-License-Identifier: EUPL-1.2
//! The few moves all conversations are made of: select, read, and expect success.

use zeroize::Zeroizing;

use crate::apdu::{Command, Instruction, Response, exchange};
use crate::commands::{self, SelectAnswer};
use crate::files::FileControlInformation;
use crate::{CardChannel, CardError, Defect, Profile, StatusWord};

/// A card and what is known of its generation.
pub(super) struct Dialogue<'a> {
    channel: &'a mut dyn CardChannel,
    profile: &'a Profile,
}

/// A selected file: what has been read of it, and where it ends if the card told.
pub(super) struct File {
    pub(super) content: Zeroizing<Vec<u8>>,
    size: usize,
    ended: bool,
}

impl<'a> Dialogue<'a> {
    pub(super) fn new(channel: &'a mut dyn CardChannel, profile: &'a Profile) -> Self {
        Self { channel, profile }
    }

    pub(super) fn ask(&mut self, command: Command) -> Result<Response, CardError> {
        exchange(self.channel, command, self.profile.signing.transport)
    }

    pub(super) fn expect_success(&mut self, command: Command) -> Result<Response, CardError> {
        let instruction = command.instruction();
        let response = self.ask(command)?;
        if response.status == StatusWord::Success {
            Ok(response)
        } else {
            Err(refused(instruction, response.status))
        }
    }

    /// Selects the application the paths are meant in, on cards with several.
    pub(super) fn select_application(&mut self) -> Result<(), CardError> {
        if let Some(aid) = &self.profile.application {
            self.expect_success(commands::select_application(&aid.0))?;
        }
        Ok(())
    }

    /// Selects what PIN references are meant in.
    pub(super) fn select_pin_scope(&mut self) -> Result<(), CardError> {
        if self.profile.pin.select_mf {
            self.expect_success(commands::select_master_file())?;
        }
        Ok(())
    }

    /// Selects a file of at most `limit` bytes.
    pub(super) fn open(&mut self, path: &[u8], limit: usize) -> Result<File, CardError> {
        let told = self.select(path)?.and_then(|information| information.size);
        Ok(File {
            content: Zeroizing::new(Vec::with_capacity(limit)),
            size: told.unwrap_or(limit).min(limit),
            ended: false,
        })
    }

    fn select(&mut self, path: &[u8]) -> Result<Option<FileControlInformation>, CardError> {
        let terse = commands::select_path(path, SelectAnswer::Nothing);
        let Err(error) = self.expect_success(terse) else {
            return Ok(None);
        };
        if error.status() != Some(StatusWord::WrongParameters) {
            return Err(error);
        }
        let full = commands::select_path(path, SelectAnswer::FileControlInformation);
        let response = self.expect_success(full)?;
        Ok(Some(FileControlInformation::parse(&response.data)?))
    }

    /// Reads one chunk more, at most up to `goal` bytes in all. `false` at the end of the file.
    pub(super) fn read_more(&mut self, file: &mut File, goal: usize) -> Result<bool, CardError> {
        let missing = goal.min(file.size).saturating_sub(file.content.len());
        let chunk = u8::try_from(missing).unwrap_or(u8::MAX);
        let chunk = chunk.min(self.profile.files.read_chunk);
        if chunk == 0 || file.ended {
            return Ok(false);
        }
        let command = commands::read_binary(file.content.len(), chunk)
            .ok_or(CardError::Malformed(Defect::DataObject))?;
        let instruction = command.instruction();
        let response = self.ask(command)?;
        let at_end = [StatusWord::EndOfFile, StatusWord::WrongOffset].contains(&response.status);
        if !at_end && response.status != StatusWord::Success {
            return Err(refused(instruction, response.status));
        }
        file.ended = at_end;
        let room = file.size - file.content.len();
        let new = &response.data[..response.data.len().min(room)];
        file.content.extend_from_slice(new);
        Ok(!new.is_empty())
    }

    /// Reads until `goal` bytes are there or the file ends.
    pub(super) fn read_up_to(&mut self, file: &mut File, goal: usize) -> Result<(), CardError> {
        while file.content.len() < goal && self.read_more(file, goal)? {}
        Ok(())
    }
}

fn refused(instruction: Instruction, status: StatusWord) -> CardError {
    CardError::Status {
        instruction,
        status,
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The few moves all conversations are made of: select, read, and expect success.

use super::file::File;
use super::interpreted::Interpreted;
use crate::apdu::{Command, Instruction, Response, exchange};
use crate::commands::{self, SelectAnswer, Target};
use crate::files::FileControlInformation;
use crate::profile::{Hex, PathFrom, Place, SelectFirst};
use crate::{CardChannel, CardError, Defect, Profile, StatusWord};

/// A card, what is known of its generation, and what was learnt of it on the way.
pub(super) struct Dialogue<'a> {
    channel: Interpreted<'a>,
    profile: &'a Profile,
    /// The application selected by this dialogue.
    application: Option<&'a Hex>,
    /// A file was selected since then, and with it the directory it is in.
    strayed: bool,
    /// How the card lets itself be asked to select.
    answer: SelectAnswer,
}

impl<'a> Dialogue<'a> {
    pub(super) fn new(channel: &'a mut dyn CardChannel, profile: &'a Profile) -> Self {
        Self {
            channel: Interpreted::new(channel, &profile.status_words),
            profile,
            application: None,
            strayed: false,
            answer: SelectAnswer::Nothing,
        }
    }

    pub(super) fn ask(&mut self, command: Command) -> Result<Response, CardError> {
        let transport = self.profile.transport.long_commands;
        exchange(&mut self.channel, command, transport)
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

    /// Selects an application, on cards with several, unless this dialogue is in it already.
    fn enter(&mut self, application: Option<&'a Hex>) -> Result<(), CardError> {
        if let Some(aid) = application
            && self.application != application
        {
            self.select(Target::Application(&aid.0))?;
            self.application = application;
            self.strayed = false;
        }
        Ok(())
    }

    /// Selects what PIN references are meant in.
    pub(super) fn select_pin_scope(&mut self) -> Result<(), CardError> {
        match self.profile.pin.select_first {
            SelectFirst::Nothing => Ok(()),
            SelectFirst::MasterFile => self.select(Target::MasterFile).map(drop),
            SelectFirst::Application => self.enter(self.profile.identity.application.as_ref()),
            SelectFirst::KeyDirectory => self.select_key_directory(),
        }
    }

    /// Selects what the key reference is meant in, unless that was done before the PIN.
    pub(super) fn select_key_scope(&mut self) -> Result<(), CardError> {
        match self.profile.pin.select_first {
            SelectFirst::KeyDirectory => Ok(()),
            SelectFirst::Nothing | SelectFirst::MasterFile | SelectFirst::Application => {
                self.select_key_directory()
            }
        }
    }

    fn select_key_directory(&mut self) -> Result<(), CardError> {
        let Some(Hex(path)) = &self.profile.signing.directory else {
            return Ok(());
        };
        let from = PathFrom::MasterFile;
        self.select(Target::Path { from, path }).map(drop)
    }

    /// Selects a file of which at most `limit` bytes are wanted.
    ///
    /// A path from the current directory starts in the application itself, also after another
    /// file of it was selected.
    pub(super) fn open(&mut self, place: Place<'a>, limit: usize) -> Result<File, CardError> {
        if self.strayed && place.path_from == PathFrom::CurrentDirectory {
            self.application = None;
        }
        self.enter(place.application)?;
        let (from, path) = (place.path_from, &place.path.0);
        let information = self.select(Target::Path { from, path })?;
        self.strayed = true;
        let chunk = self.profile.transport.read_chunk;
        Ok(File::new(limit, chunk, information))
    }

    /// A card that must describe what it selects is let, and from then on asked so. A description
    /// that cannot be read says nothing; it is needed for nothing.
    fn select(&mut self, target: Target<'_>) -> Result<FileControlInformation, CardError> {
        let terse = self.expect_success(commands::select(target, self.answer));
        let response = match terse {
            Err(error) if self.answer == SelectAnswer::Nothing && refuses_silence(error) => {
                self.answer = SelectAnswer::FileControlInformation;
                self.expect_success(commands::select(target, self.answer))?
            }
            result => result?,
        };
        Ok(FileControlInformation::parse(&response.data).unwrap_or_default())
    }

    /// Reads one chunk more, at most up to `goal` bytes in all. `false` at the end of the file.
    ///
    /// Only an answer without data, `6282` or `6B00` ends a file. A short answer does not, nor does
    /// the size a card tells.
    pub(super) fn read_more(&mut self, file: &mut File, goal: usize) -> Result<bool, CardError> {
        loop {
            let asked @ 1.. = file.next_chunk(goal) else {
                return Ok(false);
            };
            let command = commands::read_binary(file.content.len(), asked)
                .ok_or(CardError::Malformed(Defect::DataObject))?;
            let instruction = command.instruction();
            let response = self.ask(command)?;
            let status = response.status;
            if status == StatusWord::Success || ends_file(status) {
                return Ok(file.take(&response.data, asked, ends_file(status)));
            }
            if !(refuses_length(status) && file.halve(asked)) {
                return Err(refused(instruction, status));
            }
        }
    }

    /// Reads until `goal` bytes are there or the file ends.
    pub(super) fn read_up_to(&mut self, file: &mut File, goal: usize) -> Result<(), CardError> {
        while file.content.len() < goal && self.read_more(file, goal)? {}
        Ok(())
    }
}

/// Whether a SELECT was refused for asking for no answer (P2 = 0C) rather than for its target.
fn refuses_silence(error: CardError) -> bool {
    let words = [
        StatusWord::WrongParameters,
        StatusWord::ParametersWrong,
        StatusWord::WrongOffset,
    ];
    error.status().is_some_and(|status| words.contains(&status))
}

/// Whether a READ BINARY came to the end of the file.
fn ends_file(status: StatusWord) -> bool {
    [StatusWord::EndOfFile, StatusWord::WrongOffset].contains(&status)
}

/// Whether a READ BINARY was refused for its Le.
fn refuses_length(status: StatusWord) -> bool {
    matches!(
        status,
        StatusWord::WrongLength | StatusWord::WrongExpectedLength(_)
    )
}

fn refused(instruction: Instruction, status: StatusWord) -> CardError {
    CardError::Status {
        instruction,
        status,
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A generation of cards is data: ATR, references, files and habits.

mod application;
mod cns;
mod file_sheet;
mod generation;
mod hexadecimal;
mod quirks;

use serde::Deserialize;
use serde::de::Error as _;

use crate::card::Path;

pub use application::Application;
pub use cns::Cns;
pub use file_sheet::{FileSheet, Holds};
pub use generation::Generation;
pub use quirks::{
    CertificatePadding, EmptyVerify, EndOfFile, FciSize, Quirks, ShortLe, ShortTail, WrongPin,
};

/// One generation of cards, as `data/generations/*.toml` describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name used by card directories.
    pub name: String,
    /// Answer to reset; empty for a card without a chip.
    #[serde(deserialize_with = "hexadecimal::bytes")]
    pub atr: Vec<u8>,
    /// What can be selected by name.
    #[serde(default, rename = "application")]
    pub applications: Vec<Application>,
    /// The citizen's key, PIN and PUK; `None` for a card that is no CNS.
    pub cns: Option<Cns>,
    /// Habits in which masks differ.
    #[serde(default)]
    pub quirks: Quirks,
    /// The elementary files.
    #[serde(default, rename = "file")]
    pub files: Vec<FileSheet>,
}

impl Profile {
    /// The built-in generation called `name`.
    ///
    /// # Errors
    /// [`crate::EmulatorError::UnknownGeneration`].
    pub fn named(name: &str) -> Result<Self, crate::EmulatorError> {
        Generation::built_in(name).map(|generation| generation.profile)
    }

    /// A generation from the text of its file.
    ///
    /// # Errors
    /// What is not TOML, has an unknown or missing key, names an application it has not, or a path
    /// that is none.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let profile: Self = toml::from_str(text)?;
        if !profile.has_its_applications() {
            return Err(toml::de::Error::custom("an application that is not there"));
        }
        if !profile.has_sound_paths() {
            return Err(toml::de::Error::custom("a path that is none"));
        }
        Ok(profile)
    }

    fn has_its_applications(&self) -> bool {
        let files = self.files.iter().map(|file| &file.application);
        let key = self.cns.iter().map(|cns| &cns.application);
        let mut named = files.chain(key).flatten();
        named.all(|aid| self.tree(Some(aid)).is_some())
    }

    fn has_sound_paths(&self) -> bool {
        let files = self.files.iter().map(|file| &file.path);
        let key = self.cns.iter().filter_map(|cns| cns.key_directory.as_ref());
        files.chain(key).all(|path| Path::from_text(path).is_some())
    }

    /// Number of the tree of files behind `aid`: 0 is the card's own, where applications without
    /// files live too; `None` for an application that is not there.
    pub(crate) fn tree(&self, aid: Option<&Vec<u8>>) -> Option<usize> {
        let Some(aid) = aid else {
            return Some(0);
        };
        let index = self.applications.iter().position(|known| known.aid == *aid);
        index.map(|index| index + 1)
    }

    /// The tree that is current after a reset.
    pub(crate) fn first_tree(&self) -> usize {
        let mut applications = self.applications.iter();
        applications
            .position(|application| application.selected_after_reset)
            .map_or(0, |index| index + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_behind_an_application_that_is_not_there_is_refused() {
        let text =
            "name = \"x\"\natr = \"\"\n[[file]]\napplication = \"A0\"\npath = \"1000\"\nsize = 1\n";
        assert!(Profile::parse(text).is_err());
        let with_it = format!("{text}[[application]]\naid = \"A0\"\n");
        assert!(Profile::parse(&with_it).is_ok());
    }

    #[test]
    fn a_path_that_is_none_is_refused() {
        for path in ["DF1", "110", "11/ZZ"] {
            let text = format!("name = \"x\"\natr = \"\"\n[[file]]\npath = \"{path}\"\nsize = 1\n");
            assert!(Profile::parse(&text).is_err(), "{path}");
        }
    }
}

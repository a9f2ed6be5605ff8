// SPDX-License-Identifier: EUPL-1.2
//! Where a generation comes from: the program, or a file somebody wrote this morning.

use std::fs;
use std::path::Path;

use super::Profile;
use crate::EmulatorError;

/// The generations the program brings along.
const BUILT_IN: [&str; 10] = [
    include_str!("../../data/generations/ace25.toml"),
    include_str!("../../data/generations/athena10.toml"),
    include_str!("../../data/generations/cardos10.toml"),
    include_str!("../../data/generations/contactless.toml"),
    include_str!("../../data/generations/idemia21.toml"),
    include_str!("../../data/generations/incard10.toml"),
    include_str!("../../data/generations/no-chip.toml"),
    include_str!("../../data/generations/oberthur10.toml"),
    include_str!("../../data/generations/st11.toml"),
    include_str!("../../data/generations/unknown.toml"),
];

/// A generation and, unless the program brings it along, the text it was made from.
#[derive(Clone, Debug)]
pub struct Generation {
    /// What its cards are like.
    pub profile: Profile,
    /// The text of its file; `None` for a built-in one.
    pub sheet: Option<String>,
}

impl Generation {
    /// The generations of CNS the program brings along.
    pub const CNS: [&str; 7] = [
        "athena10",
        "incard10",
        "st11",
        "oberthur10",
        "idemia21",
        "cardos10",
        "ace25",
    ];

    /// The built-in generation called `name`.
    ///
    /// # Errors
    /// [`EmulatorError::UnknownGeneration`].
    pub fn built_in(name: &str) -> Result<Self, EmulatorError> {
        let mut built_in = BUILT_IN.iter().filter_map(|text| Profile::parse(text).ok());
        let profile = built_in
            .find(|profile| profile.name == name)
            .ok_or_else(|| EmulatorError::UnknownGeneration {
                name: name.to_owned(),
            })?;
        Ok(Self {
            profile,
            sheet: None,
        })
    }

    /// The generation that a file describes.
    ///
    /// # Errors
    /// The file cannot be read, or is no generation.
    pub fn from_file(path: &Path) -> Result<Self, EmulatorError> {
        let text = fs::read_to_string(path).map_err(EmulatorError::file(path))?;
        let profile = Profile::parse(&text).map_err(EmulatorError::sheet(path))?;
        Ok(Self {
            profile,
            sheet: Some(text),
        })
    }

    /// The built-in generation of this name or, for anything that ends in `.toml`, that file's.
    ///
    /// # Errors
    /// As [`Self::built_in`] and [`Self::from_file`].
    pub fn find(name_or_path: &str) -> Result<Self, EmulatorError> {
        let path = Path::new(name_or_path);
        match path.extension() {
            Some(extension) if extension == "toml" => Self::from_file(path),
            _ => Self::built_in(name_or_path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_generation_is_well_formed() {
        for text in BUILT_IN {
            let profile = Profile::parse(text).expect("built-in generations parse");
            assert!(Profile::named(&profile.name).is_ok(), "{}", profile.name);
        }
    }

    #[test]
    fn the_last_byte_of_a_t1_atr_is_the_exclusive_or_of_the_others() {
        for name in Generation::CNS {
            let atr = Profile::named(name).expect("built in").atr;
            assert_eq!(atr[1..].iter().fold(0, |sum, byte| sum ^ byte), 0, "{name}");
        }
    }

    #[test]
    fn every_generation_of_cns_says_so_in_its_atr() {
        for name in Generation::CNS {
            let profile = Profile::named(name).expect("built in");
            let historical = &profile.atr[profile.atr.len() - 16..profile.atr.len() - 1];
            assert_eq!(&historical[9..12], b"CNS", "{name}");
            assert!(profile.cns.is_some(), "{name}");
        }
    }

    #[test]
    fn an_unheard_of_generation_is_named_in_the_error() {
        let error = Generation::find("cie9").expect_err("there is none");
        assert!(error.to_string().contains("cie9"));
    }

    #[test]
    fn a_file_that_is_no_generation_is_named_in_the_error() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("cie9.toml");
        fs::write(&path, "name = 9").expect("writes");
        let error = Generation::find(&path.to_string_lossy()).expect_err("refused");
        assert!(error.to_string().contains("cie9.toml"));
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! A generation of cards is data: ATR, references, files and habits.

mod quirks;

use serde::Deserialize;

use crate::{EmulatorError, hex};
pub use quirks::{EmptyVerify, EndOfFile, Quirks, ShortLe, ShortTail};

const BUILT_IN: [&str; 4] = [
    include_str!("../data/generations/athena10.toml"),
    include_str!("../data/generations/no-chip.toml"),
    include_str!("../data/generations/st11.toml"),
    include_str!("../data/generations/unknown.toml"),
];

/// One generation of cards, as `data/generations/*.toml` describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Name used by card directories.
    pub name: String,
    /// Answer to reset; empty for a card without a chip.
    #[serde(deserialize_with = "bytes")]
    pub atr: Vec<u8>,
    /// AIDs that can be selected besides the MF.
    #[serde(default, deserialize_with = "list_of_bytes")]
    pub applications: Vec<Vec<u8>>,
    /// The citizen's key, PIN and PUK; `None` for a card that is no CNS.
    pub cns: Option<Cns>,
    /// Habits in which masks differ.
    #[serde(default)]
    pub quirks: Quirks,
    /// The elementary files.
    #[serde(default, rename = "file")]
    pub files: Vec<FileSheet>,
}

/// What makes a card a CNS.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cns {
    /// Modulus length of the authentication key, in bits.
    pub key_bits: usize,
    /// Reference of the authentication key in MSE SET.
    pub key_reference: u8,
    /// Security environment for MSE RESTORE.
    pub security_environment: u8,
    /// P2 of the PIN.
    pub pin_reference: u8,
    /// P2 of the PUK.
    pub puk_reference: u8,
    /// Wrong PINs in a row before it is blocked.
    pub pin_tries: u8,
    /// Wrong PUKs in a row before the card is lost.
    pub puk_tries: u8,
}

/// One elementary file of a generation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSheet {
    /// Path from the MF, such as `1100/1101`.
    pub path: String,
    /// Allocated bytes; shorter contents are padded with zeros.
    pub size: usize,
    /// What is in it.
    #[serde(default)]
    pub holds: Holds,
}

/// The contents of an elementary file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Zeros.
    #[default]
    Zeros,
    /// EF.GDO, the serial number of the chip.
    Serial,
    /// The 16 digits of ID_Carta.
    IdCarta,
    /// The authentication certificate; the file is missing when the card has none.
    Certificate,
    /// Dati_personali.
    PersonalData,
}

impl Profile {
    /// The built-in generation called `name`.
    pub fn named(name: &str) -> Result<Self, EmulatorError> {
        for text in BUILT_IN {
            let profile = Self::parse(text)?;
            if profile.name == name {
                return Ok(profile);
            }
        }
        Err(EmulatorError::UnknownGeneration {
            name: name.to_owned(),
        })
    }

    /// A generation from the text of its file.
    pub fn parse(text: &str) -> Result<Self, EmulatorError> {
        toml::from_str(text).map_err(|source| EmulatorError::Sheet {
            path: "the generation".into(),
            source: Box::new(source),
        })
    }
}

fn bytes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    hex::decode(&text).ok_or_else(|| serde::de::Error::custom("not hexadecimal bytes"))
}

fn list_of_bytes<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Vec<u8>>, D::Error> {
    let list = Vec::<String>::deserialize(deserializer)?;
    list.iter()
        .map(|text| hex::decode(text).ok_or_else(|| serde::de::Error::custom("not an AID")))
        .collect()
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
        for name in ["athena10", "st11"] {
            let atr = Profile::named(name).expect("built in").atr;
            assert_eq!(atr[1..].iter().fold(0, |sum, byte| sum ^ byte), 0, "{name}");
        }
    }

    #[test]
    fn an_unheard_of_generation_is_named_in_the_error() {
        let error = Profile::named("cie9").expect_err("there is none");
        assert!(error.to_string().contains("cie9"));
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What differs between card generations, as data: a card the kiosk does not know yet is a new
//! file, not a new program.

mod atr;
mod hex;
mod profiles;
pub(crate) mod secret_block;

use activation_protocol::SecretMode;
use serde::Deserialize;

use crate::ProfileError;
use crate::apdu::Transport;

pub use atr::{AtrPattern, historical_bytes};
pub use hex::Hex;
pub use profiles::{Profiles, Recognition};

/// One generation of cards.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, for journals and technicians.
    pub name: String,
    /// Where the facts come from.
    pub source: String,
    /// When they were last looked at, YYYY-MM-DD.
    pub date: String,
    /// How new cards of this generation are shipped; the backend's policy has the last word.
    pub secret_mode: SecretMode,
    /// ATRs of this generation.
    pub atr: Vec<AtrPattern>,
    /// Application to select before any path, on cards with several.
    pub application: Option<Hex>,
    /// Where the files are and how they are read.
    pub files: Files,
    /// Where the PIN is and what it looks like.
    pub pin: PinRules,
    /// How the authentication key signs.
    pub signing: Signing,
}

/// Paths from the master file, which they do not name, and the size of a read.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// EF.ID_Carta.
    pub id_carta: Hex,
    /// EF.Dati_personali.
    pub dati_personali: Hex,
    /// EF.C_Carta, or where this generation keeps the certificate.
    pub certificate: Hex,
    /// Bytes a READ BINARY asks for, 1–252: more would take two T=1 blocks.
    pub read_chunk: u8,
}

/// The card's PIN and PUK objects.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct PinRules {
    /// P2 of the PIN.
    pub reference: u8,
    /// P2 of the PUK.
    pub puk_reference: u8,
    /// Whether the master file must be selected for the reference to be found.
    pub select_mf: bool,
    /// Fewest digits.
    pub min_length: u8,
    /// Most digits.
    pub max_length: u8,
    /// What fills the block of 8 behind the digits.
    pub padding: u8,
}

/// How the card signs with its authentication key.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Which operation makes the signature.
    pub way: SigningWay,
    /// Security environment to restore first, if any.
    pub restore_environment: Option<u8>,
    /// Template of the key reference: `B6` digital signature, `B8` confidentiality.
    pub template: u8,
    /// The private key.
    pub key_reference: u8,
    /// How a block longer than 255 bytes is sent.
    pub transport: Transport,
}

/// Which operation makes the signature.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum SigningWay {
    /// The kiosk pads and PSO: DECIPHER does the bare RSA operation: any digest works.
    RawDecipher,
    /// PSO: COMPUTE DIGITAL SIGNATURE, the card pads.
    ComputeSignature,
}

impl Profile {
    /// Reads one profile file.
    ///
    /// # Errors
    /// [`ProfileError`] for anything that would be found out only with a card in the reader.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let profile: Self = toml::from_str(text)?;
        profile.check()?;
        Ok(profile)
    }

    fn check(&self) -> Result<(), ProfileError> {
        if let Some(index) = self.atr.iter().position(|pattern| !pattern.is_sound()) {
            return Err(ProfileError::AtrPattern { index });
        }
        let files = &self.files;
        let paths = [&files.id_carta, &files.dati_personali, &files.certificate];
        if paths
            .iter()
            .any(|path| path.0.is_empty() || path.0.len() % 2 != 0)
        {
            return Err(ProfileError::Path);
        }
        if !(1..=LONGEST_CHUNK).contains(&files.read_chunk) {
            return Err(ProfileError::ReadChunk);
        }
        let pin = &self.pin;
        if pin.min_length < 4 || pin.min_length > pin.max_length || pin.max_length > 8 {
            return Err(ProfileError::PinLength);
        }
        Ok(())
    }
}

/// One T=1 block of 254 bytes less the status word.
const LONGEST_CHUNK: u8 = 252;

#[cfg(test)]
mod tests {
    use super::*;

    const ST11: &str = include_str!("../data/st11.toml");

    #[test]
    fn a_profile_says_what_the_mask_wants() {
        let profile = Profile::parse(ST11).unwrap();
        assert_eq!(profile.pin.reference, 0x90);
        assert_eq!(profile.signing.transport, Transport::Extended);
        assert_eq!(profile.files.certificate.0, [0x11, 0x00, 0x11, 0x01]);
    }

    #[test]
    fn each_bad_value_is_refused_by_name() {
        let with = |old: &str, new: &str| {
            assert!(ST11.contains(old), "{old}");
            Profile::parse(&ST11.replace(old, new)).unwrap_err()
        };
        assert!(matches!(
            with("\"11001101\"", "\"110011\""),
            ProfileError::Path
        ));
        assert!(matches!(
            with("read_chunk = 252", "read_chunk = 253"),
            ProfileError::ReadChunk
        ));
        assert!(matches!(
            with("max_length = 8", "max_length = 9"),
            ProfileError::PinLength
        ));
        assert!(matches!(
            with("FFFFFF FF FFFF 00", "FFFFFF FF FFFF"),
            ProfileError::AtrPattern { index: 0 }
        ));
        assert!(matches!(
            with("padding = 0xFF", "padding = 0xFF\nminimum = 5"),
            ProfileError::Toml(_)
        ));
        assert!(matches!(
            with("10001003", "1000100G"),
            ProfileError::Toml(_)
        ));
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What differs between card generations, as data: a card the kiosk does not know yet is a new
//! file, not a new program.

mod atr;
mod bundle;
mod bundle_key;
mod files;
mod hex;
mod pin_rules;
mod profiles;
mod signing;
mod status_map;
mod transport_rules;

use activation_protocol::SecretMode;
use serde::Deserialize;

use crate::ProfileError;

pub use atr::{AtrPattern, historical_bytes};
pub use bundle::{BUILTIN_VERSION, BundleError, ProfileBundle};
pub use bundle_key::BundleKey;
pub(crate) use files::Place;
pub use files::{CertificateFile, IdentityFiles, PathFrom};
pub use hex::Hex;
pub(crate) use pin_rules::puk_block;
pub use pin_rules::{PinRules, SelectFirst};
pub use profiles::{Profiles, Recognition};
pub use signing::{Signing, SigningWay};
pub use status_map::StatusMap;
pub use transport_rules::TransportRules;

/// One generation of cards.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Short name, for journals and technicians: lower-case letters, digits and hyphens.
    pub name: String,
    /// Where the facts come from.
    pub source: String,
    /// When they were last looked at, YYYY-MM-DD.
    pub date: String,
    /// How new cards of this generation are shipped; the backend's policy has the last word.
    pub secret_mode: SecretMode,
    /// ATRs of this generation.
    pub atr: Vec<AtrPattern>,
    /// Where the card says whose it is.
    pub identity: IdentityFiles,
    /// Where the certificate is.
    pub certificate: CertificateFile,
    /// Where the PIN is and what it looks like.
    pub pin: PinRules,
    /// How the authentication key signs.
    pub signing: Signing,
    /// How commands travel and how much is read at a time.
    pub transport: TransportRules,
    /// Status words this generation uses in a sense of its own.
    #[serde(default)]
    pub status_words: StatusMap,
}

impl Profile {
    /// Reads one profile file.
    ///
    /// # Errors
    /// [`ProfileError`] for anything that would be found out only with a card in the reader.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Self::checked(toml::from_str(text)?)
    }

    /// The profile, if all its values go together.
    fn checked(profile: Self) -> Result<Self, ProfileError> {
        if !is_name(&profile.name) {
            return Err(ProfileError::Name);
        }
        if let Some(index) = profile.atr.iter().position(|pattern| !pattern.is_sound()) {
            return Err(ProfileError::AtrPattern { index });
        }
        profile.identity.check()?;
        profile.certificate.check()?;
        profile.signing.check()?;
        profile.transport.check()?;
        profile.pin.check()?;
        let missing = match profile.pin.select_first {
            SelectFirst::Application => profile.identity.application.is_none(),
            SelectFirst::KeyDirectory => profile.signing.directory.is_none(),
            SelectFirst::Nothing | SelectFirst::MasterFile => false,
        };
        if missing {
            return Err(ProfileError::SelectFirst);
        }
        Ok(profile)
    }
}

fn is_name(text: &str) -> bool {
    let letter = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=LONGEST_NAME).contains(&text.len()) && text.bytes().all(letter)
}

const LONGEST_NAME: usize = 32;

#[cfg(test)]
mod tests;

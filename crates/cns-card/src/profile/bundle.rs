// SPDX-License-Identifier: EUPL-1.2
//! All profiles of a version in one signed text file, which replaces another whole or not at all.

use base64::{Engine, engine::general_purpose::STANDARD};
use ring::signature::Ed25519KeyPair;
use serde::{Deserialize, Serialize};

use super::{BundleKey, Profile, Profiles};
use crate::ProfileError;

/// A set of profiles and its version. It replaces the built-in set whole.
///
/// The file's first line is `puntosi-card-profiles-v1 KEY SIGNATURE`: the name of an Ed25519 key
/// and, in base64, its signature over that label, a zero byte and every byte behind the first
/// line. Those are TOML: `version` and a `[[profile]]` for each generation, each with the content
/// of a profile file.
#[derive(Clone, Debug)]
pub struct ProfileBundle {
    /// Grows from one published bundle to the next.
    pub version: u64,
    /// The profiles, in order of preference.
    pub profiles: Profiles,
}

/// The version that the built-in profiles count as: a bundle must be newer to replace them.
pub const BUILTIN_VERSION: u64 = 1;

/// Why a file does not replace the profiles, or cannot be made into a bundle.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// Longer than a megabyte; nothing of it was looked at.
    #[error("the file is too large for card profiles")]
    TooLarge,
    /// Not a bundle: another first line, or content that is not the TOML of one.
    #[error("the file is not a bundle of card profiles")]
    Malformed,
    /// Signed by nobody this kiosk takes profiles from.
    #[error("the bundle is signed with an unknown key")]
    UnknownKey,
    /// Changed after it was signed, or not signed by the key it names.
    #[error("the bundle's signature is wrong")]
    BadSignature,
    /// Authentic, but not newer than what is in use.
    #[error("the bundle has version {version}, which is not above {newer_than}")]
    NotNewer {
        /// The bundle's version.
        version: u64,
        /// The version in use.
        newer_than: u64,
    },
    /// Authentic and new, but one of the profiles cannot be used; so none of them is.
    #[error("profile {index} of the bundle cannot be used")]
    Profile {
        /// Which of the bundle's profiles, from 0.
        index: usize,
        /// What is wrong with it.
        #[source]
        error: ProfileError,
    },
    /// Not 32 bytes in base64.
    #[error("not an Ed25519 public key in base64")]
    MalformedKey,
}

/// What is behind the first line.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Content {
    version: u64,
    profile: Vec<toml::Table>,
}

impl ProfileBundle {
    /// The longest file that is looked at, in bytes.
    pub const LONGEST: usize = 1 << 20;

    /// Reads a file signed with one of `keys`, if its version is above `newer_than`.
    ///
    /// # Errors
    /// [`BundleError`]: what was wrong first, in the order size, first line, key, signature,
    /// content, version, profiles. Nothing is read of content whose signature is wrong.
    pub fn open(file: &[u8], keys: &[BundleKey], newer_than: u64) -> Result<Self, BundleError> {
        let content: Content = toml::from_str(authentic(file, keys)?)
            .ok()
            .filter(|content: &Content| !content.profile.is_empty())
            .ok_or(BundleError::Malformed)?;
        let version = content.version;
        if version <= newer_than {
            return Err(BundleError::NotNewer {
                version,
                newer_than,
            });
        }
        Ok(Self {
            version,
            profiles: usable(content.profile)?,
        })
    }

    /// Makes a bundle file of the texts of profile files. Their comments stay behind.
    ///
    /// # Errors
    /// [`BundleError::Profile`] when a text is not a profile or has the name of another;
    /// [`BundleError::Malformed`] without any; [`BundleError::TooLarge`] for more than
    /// [`ProfileBundle::LONGEST`] bytes.
    pub fn seal(
        version: u64,
        profile_texts: &[&str],
        signer: &Ed25519KeyPair,
    ) -> Result<String, BundleError> {
        let read = |(index, text): (usize, &&str)| {
            toml::from_str(text).map_err(|error| BundleError::Profile {
                index,
                error: error.into(),
            })
        };
        let profile: Vec<toml::Table> = profile_texts
            .iter()
            .enumerate()
            .map(read)
            .collect::<Result<_, _>>()?;
        usable(profile.clone())?;
        if profile.is_empty() {
            return Err(BundleError::Malformed);
        }
        let content = toml::to_string(&Content { version, profile });
        let content = content.map_err(|_| BundleError::Malformed)?;
        let key = BundleKey::of(signer).id();
        let signature = STANDARD.encode(signer.sign(&message(&content)));
        let file = format!("{LABEL} {key} {signature}\n{content}");
        if file.len() > Self::LONGEST {
            return Err(BundleError::TooLarge);
        }
        Ok(file)
    }
}

/// The content of a file, once it is known to be from one of `keys`.
fn authentic<'a>(file: &'a [u8], keys: &[BundleKey]) -> Result<&'a str, BundleError> {
    if file.len() > ProfileBundle::LONGEST {
        return Err(BundleError::TooLarge);
    }
    let text = str::from_utf8(file).map_err(|_| BundleError::Malformed)?;
    let (first, content) = text.split_once('\n').ok_or(BundleError::Malformed)?;
    let words: Vec<&str> = first.split(' ').collect();
    let [LABEL, key, signature] = words[..] else {
        return Err(BundleError::Malformed);
    };
    let signature = STANDARD
        .decode(signature)
        .map_err(|_| BundleError::Malformed)?;
    let key = keys
        .iter()
        .find(|known| known.id() == key)
        .ok_or(BundleError::UnknownKey)?;
    if key.verifies(&message(content), &signature) {
        Ok(content)
    } else {
        Err(BundleError::BadSignature)
    }
}

/// What the signature is over. The label keeps it apart from anything else such a key may sign.
fn message(content: &str) -> Vec<u8> {
    [LABEL.as_bytes(), &[0], content.as_bytes()].concat()
}

/// All the profiles, or which one is wrong.
fn usable(tables: Vec<toml::Table>) -> Result<Profiles, BundleError> {
    let mut profiles: Vec<Profile> = Vec::new();
    for (index, table) in tables.into_iter().enumerate() {
        let at_index = |error| BundleError::Profile { index, error };
        let profile = table.try_into().map_err(|error| at_index(error.into()))?;
        let profile = Profile::checked(profile).map_err(at_index)?;
        if profiles.iter().any(|known| known.name == profile.name) {
            return Err(at_index(ProfileError::SameName));
        }
        profiles.push(profile);
    }
    Ok(Profiles(profiles))
}

const LABEL: &str = "puntosi-card-profiles-v1";

#[cfg(test)]
mod tests;

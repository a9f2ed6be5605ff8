// SPDX-License-Identifier: EUPL-1.2
//! All the generations this kiosk knows, and which of them an ATR belongs to.

use super::{Profile, atr};
use crate::ProfileError;

/// The known generations. An ATR belongs to the first that matches.
#[derive(Clone, Debug)]
pub struct Profiles(pub(super) Vec<Profile>);

/// What an ATR says of a card. A card that is not known may well be valid.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Recognition<'a> {
    /// A generation this kiosk knows.
    Known(&'a Profile),
    /// It bears the mark of a CNS, but of no generation this kiosk knows.
    UnknownCns,
    /// Some other card.
    Unknown,
}

impl Profiles {
    /// The profiles this version was built with.
    ///
    /// # Panics
    /// Never: a test reads them all.
    #[must_use]
    pub fn builtin() -> Self {
        Self::new(BUILTIN.iter().map(|text| Profile::parse(text)))
            .expect("the built-in profiles are read by a test")
    }

    /// One profile file as a set of its own.
    ///
    /// # Errors
    /// As [`Profile::parse`].
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        Self::new([Profile::parse(text)])
    }

    /// Puts the profiles of `other` before these, so that they win.
    ///
    /// # Errors
    /// [`ProfileError::SameName`].
    pub fn overridden_by(self, other: Self) -> Result<Self, ProfileError> {
        Self::new(other.0.into_iter().chain(self.0).map(Ok))
    }

    /// The profile of this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Profile> {
        self.0.iter().find(|profile| profile.name == name)
    }

    /// All of them, in order of preference.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.0.iter()
    }

    /// Which generation the card with this ATR is.
    #[must_use]
    pub fn recognise(&self, atr: &[u8]) -> Recognition<'_> {
        let known = self
            .0
            .iter()
            .find(|profile| profile.atr.iter().any(|pattern| pattern.matches(atr)));
        match known {
            Some(profile) => Recognition::Known(profile),
            None if atr::is_cns(atr) => Recognition::UnknownCns,
            None => Recognition::Unknown,
        }
    }

    fn new(
        profiles: impl IntoIterator<Item = Result<Profile, ProfileError>>,
    ) -> Result<Self, ProfileError> {
        let mut all: Vec<Profile> = Vec::new();
        for profile in profiles {
            let profile = profile?;
            if all.iter().any(|known| known.name == profile.name) {
                return Err(ProfileError::SameName);
            }
            all.push(profile);
        }
        Ok(Self(all))
    }
}

pub(super) const BUILTIN: [&str; 7] = [
    include_str!("../../data/athena10.toml"),
    include_str!("../../data/incard10.toml"),
    include_str!("../../data/st11.toml"),
    include_str!("../../data/oberthur10.toml"),
    include_str!("../../data/idemia21.toml"),
    include_str!("../../data/cardos10.toml"),
    include_str!("../../data/ace25.toml"),
];

#[cfg(test)]
mod tests;

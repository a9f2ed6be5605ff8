// SPDX-License-Identifier: EUPL-1.2
//! All the generations this kiosk knows, and which of them an ATR belongs to.

use super::{Profile, atr};
use crate::ProfileError;

/// The known generations. An ATR belongs to the first that matches.
#[derive(Clone, Debug)]
pub struct Profiles(Vec<Profile>);

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

const BUILTIN: [&str; 2] = [
    include_str!("../../data/athena10.toml"),
    include_str!("../../data/st11.toml"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Hex;

    fn recognised(atr: &str) -> String {
        let atr = Hex::parse(atr).unwrap().0;
        match Profiles::builtin().recognise(&atr) {
            Recognition::Known(profile) => profile.name.clone(),
            Recognition::UnknownCns => "a CNS".into(),
            Recognition::Unknown => "no CNS".into(),
        }
    }

    #[test]
    fn listed_cards_are_recognised_by_their_mask() {
        for (atr, name) in [
            (
                "3BDF18008131FE7D006B150C0181011101434E53103180E8",
                "athena10",
            ),
            (
                "3BDF18008131FE7D006B150C0180010101434E53103180F9",
                "athena10",
            ),
            (
                "3BDF18008131FE7D006B040C0184011101434E53103180FC",
                "athena10",
            ),
            ("3BFF1800FF8131FE55006B02091617011101434E531131808D", "st11"),
            ("3BFF1800FF8131FE55006B02091717011101434E531131808C", "st11"),
        ] {
            assert_eq!(recognised(atr), name);
        }
    }

    #[test]
    fn a_cns_of_another_generation_is_told_from_another_card() {
        for (atr, name) in [
            (
                "3BFF1800FF8131FE55006B02090303010101434E531031809D",
                "a CNS",
            ),
            (
                "3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D",
                "a CNS",
            ),
            ("3B80800101", "no CNS"),
            (
                "3BDF18008131FE7D006B150C01810111014850431031 80E8",
                "no CNS",
            ),
            ("", "no CNS"),
        ] {
            assert_eq!(recognised(atr), name);
        }
    }

    #[test]
    fn a_profile_file_may_add_a_generation_but_not_a_second_of_a_name() {
        let st11 = include_str!("../../data/st11.toml");
        let renamed = st11.replace("name = \"st11\"", "name = \"st11-field\"");
        let all = Profiles::builtin()
            .overridden_by(Profiles::parse(&renamed).unwrap())
            .unwrap();
        assert_eq!(all.0[0].name, "st11-field");
        assert!(matches!(
            Profiles::builtin().overridden_by(Profiles::parse(st11).unwrap()),
            Err(ProfileError::SameName)
        ));
    }
}

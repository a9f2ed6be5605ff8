// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Reading a card of a known generation, also one whose files and certificate contradict each
//! other, or that only looks like its generation: that is worth telling its holder, or its makers.

use cns_card::{
    CardChannel, CardError, Profile, ReadCard, StatusWord, read_certificate, read_identity,
};
use kiosk_session::CardFault;

use super::{UnknownCard, card_fault};
use crate::desk::CardOnDesk;

/// Why a card could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ReadFailure {
    /// No certificate where cards of its generation have it.
    WithoutCertificate(UnknownCard),
    /// It has the mark of its generation and not the files: a kind nobody knows yet.
    AnotherKind(UnknownCard),
    /// The conversation broke.
    Fault(CardFault),
}

/// Reads it whole.
///
/// # Errors
/// As [`cns_card::read_card`], but for a card that contradicts itself: that one is read again, for
/// it may have been two cards, and then taken as it is. Of one without the files of its generation
/// the fingerprint is taken.
pub(crate) fn read_card(
    card: &mut dyn CardChannel,
    profile: Profile,
    atr: &[u8],
) -> Result<CardOnDesk, ReadFailure> {
    whole(card, profile).map_err(|error| {
        if error == CardError::NoCertificate {
            ReadFailure::WithoutCertificate(UnknownCard::meet(card, atr))
        } else if error.status() == Some(StatusWord::FileNotFound) {
            ReadFailure::AnotherKind(UnknownCard::meet(card, atr))
        } else {
            ReadFailure::Fault(card_fault(error))
        }
    })
}

fn whole(card: &mut dyn CardChannel, profile: Profile) -> Result<CardOnDesk, CardError> {
    let read = match cns_card::read_card(card, &profile) {
        Err(CardError::Inconsistent) => {
            let identity = read_identity(card, &profile)?;
            ReadCard::new(identity, read_certificate(card, &profile)?)
        }
        read => read?,
    };
    Ok(CardOnDesk { read, profile })
}

#[cfg(test)]
mod tests {
    use cns_card::Profiles;

    use super::*;
    use crate::talk::script::{HERS, SELECT, Script};

    #[test]
    fn a_known_mark_on_a_card_without_the_files_is_another_kind_and_leaves_a_fingerprint() {
        let profile = Profiles::builtin().by_name("st11").unwrap().clone();
        let mut script = Script::of_card(HERS).answers(SELECT, 0x6A82);
        let read = read_card(&mut script, profile, &[0x3B, 0x00]);
        let Err(ReadFailure::AnotherKind(met)) = read else {
            panic!("{read:?}");
        };
        let line = met.fingerprint.to_string();
        assert!(
            line.starts_with("atr=3B00 mf=6A82 1000/1003=6A82 "),
            "{line}"
        );
        assert!(!script.heard(crate::talk::script::VERIFY));
    }
}

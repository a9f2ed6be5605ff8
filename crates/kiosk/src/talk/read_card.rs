// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Reading a card of a known generation, also one whose files and certificate contradict each
//! other: that is worth telling its holder.

use cns_card::{CardChannel, CardError, Profile, ReadCard, read_certificate, read_identity};

use crate::desk::CardOnDesk;

/// Reads it whole.
///
/// # Errors
/// As [`cns_card::read_card`], but for a card that contradicts itself: that one is read again, for
/// it may have been two cards, and then taken as it is.
pub(crate) fn read_card(
    card: &mut dyn CardChannel,
    profile: Profile,
) -> Result<CardOnDesk, CardError> {
    let read = match cns_card::read_card(card, &profile) {
        Err(CardError::Inconsistent) => {
            let identity = read_identity(card, &profile)?;
            ReadCard::new(identity, read_certificate(card, &profile)?)
        }
        read => read?,
    };
    Ok(CardOnDesk { read, profile })
}

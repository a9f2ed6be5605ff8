// SPDX-License-Identifier: EUPL-1.2
//! RESET RETRY COUNTER: a new PIN by the PUK that the vault released for this card.

use activation_protocol::{Pin, Puk};

use super::change_pin::{ChangeAnswer, set_pin};
use crate::profile::puk_block;
use crate::{CardChannel, CardError, Profile, commands};

/// Sets the PIN with the PUK and fills the PIN's counter: 1 command, 2 where something must
/// be selected first. The card is asked once; after a [`CardError::Channel`] it may have either
/// PIN. [`ChangeAnswer::Wrong`] and [`ChangeAnswer::Blocked`] speak of the PUK.
///
/// # Errors
/// As [`change_pin`](super::change_pin).
pub fn reset_pin(
    channel: &mut dyn CardChannel,
    profile: &Profile,
    puk: &Puk,
    new: &Pin,
) -> Result<ChangeAnswer, CardError> {
    let new = profile.pin.pin_block(new)?;
    let command = commands::reset_retry_counter(profile.pin.reference, &puk_block(puk), &new);
    set_pin(channel, profile, command)
}

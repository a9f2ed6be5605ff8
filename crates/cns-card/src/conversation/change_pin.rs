// SPDX-License-Identifier: EUPL-1.2
//! CHANGE REFERENCE DATA: from the PIN the card has to the one its holder chose.

use activation_protocol::Pin;

use super::dialogue::Dialogue;
use super::verify_pin::PinAnswer;
use crate::apdu::Command;
use crate::{CardChannel, CardError, Profile, StatusWord, commands};

/// What the card says to a new PIN.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ChangeAnswer {
    /// The card has the new PIN.
    Changed,
    /// The old PIN, or the PUK, was wrong and one try of it is gone.
    Wrong {
        /// How many are left, on cards that tell. Never 0: that is [`ChangeAnswer::Blocked`].
        tries_left: Option<u8>,
    },
    /// No tries of the old PIN, or of the PUK, are left.
    Blocked,
    /// The card refused for another reason and has the PIN it had.
    Refused(StatusWord),
}

/// Changes the PIN: 1 command, 2 where something must be selected first. The card is asked
/// once; after a [`CardError::Channel`] it may have either PIN.
///
/// # Errors
/// [`CardError::PinLength`] before anything is sent; [`CardError::Channel`] without an answer.
pub fn change_pin(
    channel: &mut dyn CardChannel,
    profile: &Profile,
    old: &Pin,
    new: &Pin,
) -> Result<ChangeAnswer, CardError> {
    let (old, new) = (profile.pin.pin_block(old)?, profile.pin.pin_block(new)?);
    let command = commands::change_reference_data(profile.pin.reference, &old, &new);
    set_pin(channel, profile, command)
}

/// Sends a command that sets a new PIN.
pub(super) fn set_pin(
    channel: &mut dyn CardChannel,
    profile: &Profile,
    command: Command,
) -> Result<ChangeAnswer, CardError> {
    let mut dialogue = Dialogue::new(channel, profile);
    dialogue.select_pin_scope()?;
    let status = dialogue.ask(command)?.status;
    Ok(match PinAnswer::of(status) {
        Some(PinAnswer::Accepted) => ChangeAnswer::Changed,
        Some(PinAnswer::Wrong { tries_left }) => ChangeAnswer::Wrong { tries_left },
        Some(PinAnswer::Blocked) => ChangeAnswer::Blocked,
        Some(PinAnswer::NotUsable) | None => ChangeAnswer::Refused(status),
    })
}

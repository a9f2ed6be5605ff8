// SPDX-License-Identifier: EUPL-1.2
//! VERIFY: does the person know the card's PIN?

use activation_protocol::Pin;

use super::dialogue::Dialogue;
use crate::{CardChannel, CardError, Profile, StatusWord, commands};

/// What the card says to a PIN.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PinAnswer {
    /// Right; the counter is full again.
    Accepted,
    /// Wrong, and one try is gone.
    Wrong {
        /// How many are left, on cards that tell. Never 0: that is [`PinAnswer::Blocked`].
        tries_left: Option<u8>,
    },
    /// No tries left, now or before.
    Blocked,
    /// The PIN was never initialised or is deactivated.
    NotUsable,
}

/// Verifies the PIN: 1 command, 2 where something must be selected first. The card is asked
/// once, whatever happens.
///
/// # Errors
/// [`CardError::PinLength`] before anything is sent; [`CardError::Status`] for an answer that
/// says nothing of the PIN, such as `6A88`, which costs no try.
pub fn verify_pin(
    channel: &mut dyn CardChannel,
    profile: &Profile,
    pin: &Pin,
) -> Result<PinAnswer, CardError> {
    let block = profile.pin.pin_block(pin)?;
    let mut dialogue = Dialogue::new(channel, profile);
    dialogue.select_pin_scope()?;
    let command = commands::verify(profile.pin.reference, &block);
    let instruction = command.instruction();
    let status = dialogue.ask(command)?.status;
    PinAnswer::of(status).ok_or(CardError::Status {
        instruction,
        status,
    })
}

impl PinAnswer {
    /// What a status word says of a PIN or PUK; `None` when it says nothing of it.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "a word of a future table says nothing of a PIN either"
    )]
    pub(super) fn of(status: StatusWord) -> Option<Self> {
        match status {
            StatusWord::Success => Some(Self::Accepted),
            StatusWord::Counter(0) | StatusWord::Blocked => Some(Self::Blocked),
            StatusWord::Counter(left) => Some(Self::Wrong {
                tries_left: Some(left),
            }),
            StatusWord::WarningChanged => Some(Self::Wrong { tries_left: None }),
            StatusWord::ReferenceDataNotUsable => Some(Self::NotUsable),
            _ => None,
        }
    }
}

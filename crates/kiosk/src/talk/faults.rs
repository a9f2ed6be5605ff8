// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Why a conversation broke, in the session's words.

use cns_card::{CardError, ChannelError};
use kiosk_session::CardFault;

/// What the session makes of an error: whether the card is to be put in again, waited for no
/// longer, tried again, or not understood.
pub(crate) fn card_fault(error: CardError) -> CardFault {
    match error {
        CardError::Channel(ChannelError::Removed | ChannelError::ReaderLost) => CardFault::Removed,
        CardError::Channel(ChannelError::TimedOut) => CardFault::TimedOut,
        CardError::Channel(ChannelError::Reset | ChannelError::Transport) => CardFault::Transport,
        CardError::Status { .. }
        | CardError::Malformed(_)
        | CardError::NoCertificate
        | CardError::Inconsistent
        | CardError::PinLength
        | CardError::CommandTooLong
        | CardError::KeyTooShort => CardFault::Garbage,
    }
}

#[cfg(test)]
mod tests {
    use cns_card::apdu::Instruction;
    use cns_card::{Defect, StatusWord};

    use super::*;

    #[test]
    fn a_card_that_left_hangs_was_reset_or_talks_nonsense_is_told_apart() {
        let status = CardError::Status {
            instruction: Instruction::Select,
            status: StatusWord::NoDiagnosis,
        };
        for (error, fault) in [
            (
                CardError::Channel(ChannelError::Removed),
                CardFault::Removed,
            ),
            (
                CardError::Channel(ChannelError::ReaderLost),
                CardFault::Removed,
            ),
            (
                CardError::Channel(ChannelError::TimedOut),
                CardFault::TimedOut,
            ),
            (
                CardError::Channel(ChannelError::Reset),
                CardFault::Transport,
            ),
            (
                CardError::Channel(ChannelError::Transport),
                CardFault::Transport,
            ),
            (CardError::Malformed(Defect::CommonName), CardFault::Garbage),
            (CardError::Inconsistent, CardFault::Garbage),
            (status, CardFault::Garbage),
        ] {
            assert_eq!(card_fault(error), fault, "{error}");
        }
    }
}

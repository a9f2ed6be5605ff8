// SPDX-License-Identifier: EUPL-1.2
//! What a PC/SC error means to a conversation.

use cns_card::ChannelError;
use pcsc::Error;

/// The channel's word for a PC/SC error.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what PC/SC says besides is a fault between reader and card"
)]
pub(crate) fn channel_error(error: Error) -> ChannelError {
    match error {
        Error::NotTransacted | Error::RemovedCard | Error::NoSmartcard => ChannelError::Removed,
        Error::ResetCard => ChannelError::Reset,
        Error::CommError
        | Error::NoService
        | Error::ServiceStopped
        | Error::UnknownReader
        | Error::ReaderUnavailable
        | Error::NoReadersAvailable
        | Error::InvalidHandle => ChannelError::ReaderLost,
        Error::Timeout => ChannelError::TimedOut,
        _ => ChannelError::Transport,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removal_reset_and_loss_are_told_apart() {
        for (error, word) in [
            (Error::NotTransacted, ChannelError::Removed),
            (Error::RemovedCard, ChannelError::Removed),
            (Error::NoSmartcard, ChannelError::Removed),
            (Error::ResetCard, ChannelError::Reset),
            (Error::CommError, ChannelError::ReaderLost),
            (Error::NoService, ChannelError::ReaderLost),
            (Error::ReaderUnavailable, ChannelError::ReaderLost),
            (Error::UnresponsiveCard, ChannelError::Transport),
            (Error::UnpoweredCard, ChannelError::Transport),
        ] {
            assert_eq!(channel_error(error), word, "{error:?}");
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What the rest of the crate knows of a reader: bytes go in, bytes come out, or it failed.

/// A card that can be talked to, whoever holds it: a reader, an emulator, a script.
pub trait CardChannel {
    /// Sends one command APDU and returns the whole response APDU, status word included.
    ///
    /// # Errors
    /// Why there is no answer. An answer under two bytes is no answer either: the caller of the
    /// channel takes it as [`ChannelError::Removed`].
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError>;
}

/// Why a card did not answer.
///
/// Whether it executed the command is unknown in every case.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, thiserror::Error)]
pub enum ChannelError {
    /// The card is gone, or went during the command.
    #[error("the card was removed")]
    Removed,
    /// The card said nothing within the time it was given.
    #[error("the card did not answer in time")]
    TimedOut,
    /// The card was reset by someone else: selection and PIN are lost.
    #[error("the card was reset")]
    Reset,
    /// The reader or its service is gone.
    #[error("the reader was lost")]
    ReaderLost,
    /// The card is there but cannot be talked to: mute, or a protocol fault on the contacts.
    #[error("the card cannot be talked to")]
    Transport,
}

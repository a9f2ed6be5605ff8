// SPDX-License-Identifier: EUPL-1.2
//! A channel that says what the card means, and does not let a conversation go on for ever.

use crate::profile::StatusMap;
use crate::{CardChannel, ChannelError};

/// The card's channel with the status words of its generation translated.
pub(super) struct Interpreted<'a> {
    channel: &'a mut dyn CardChannel,
    words: &'a StatusMap,
    left: usize,
}

impl<'a> Interpreted<'a> {
    pub(super) fn new(channel: &'a mut dyn CardChannel, words: &'a StatusMap) -> Self {
        Self {
            channel,
            words,
            left: MOST_COMMANDS,
        }
    }
}

impl CardChannel for Interpreted<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.left = self.left.checked_sub(1).ok_or(ChannelError::Transport)?;
        let mut answer = self.channel.transmit(command)?;
        if let Some(word) = answer.last_chunk_mut::<2>() {
            *word = self.words.meaning(u16::from_be_bytes(*word)).to_be_bytes();
        }
        Ok(answer)
    }
}

/// The longest sensible conversation reads 4 KiB in pieces of 15 bytes, each asked for twice.
const MOST_COMMANDS: usize = 600;

// SPDX-License-Identifier: EUPL-1.2
//! A card whose answers are the fuzzer's bytes, one after the other.

use cns_card::{CardChannel, ChannelError};

/// Each answer is a length byte and so many bytes; lengths from 251 are failures of the channel.
/// When the bytes end, the card is gone.
pub struct Answers<'d> {
    rest: &'d [u8],
    sent: usize,
}

impl<'d> Answers<'d> {
    /// A card that will say this.
    pub fn new(answers: &'d [u8]) -> Self {
        Self {
            rest: answers,
            sent: 0,
        }
    }

    /// How many commands it was sent.
    pub fn sent(&self) -> usize {
        self.sent
    }

    /// The next answer, if there is one.
    pub(crate) fn next(&mut self) -> Option<Result<Vec<u8>, ChannelError>> {
        let (&length, rest) = self.rest.split_first()?;
        self.rest = rest;
        if let Some(failure) = FAILURES.get(usize::from(u8::MAX - length)) {
            return Some(Err(*failure));
        }
        let (answer, rest) = rest.split_at(rest.len().min(length.into()));
        self.rest = rest;
        Some(Ok(answer.to_vec()))
    }
}

impl CardChannel for Answers<'_> {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, ChannelError> {
        self.sent += 1;
        self.next().unwrap_or(Err(ChannelError::Removed))
    }
}

const FAILURES: [ChannelError; 5] = [
    ChannelError::Removed,
    ChannelError::TimedOut,
    ChannelError::Reset,
    ChannelError::ReaderLost,
    ChannelError::Transport,
];

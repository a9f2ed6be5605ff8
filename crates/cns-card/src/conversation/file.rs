// SPDX-License-Identifier: EUPL-1.2
//! A selected file on its way from the card: what has come, and how much to ask for next.

use zeroize::Zeroizing;

use crate::files::FileControlInformation;

/// What has been read of a file, from its beginning.
pub(super) struct File {
    pub(super) content: Zeroizing<Vec<u8>>,
    /// No more than this is ever read.
    limit: usize,
    /// Bytes asked for at most; smaller after the card refused more.
    chunk: u8,
    /// What the card says it holds. Only a hint for not asking over the end: some cards say less.
    told: usize,
    ended: bool,
}

impl File {
    pub(super) fn new(limit: usize, chunk: u8, information: FileControlInformation) -> Self {
        Self {
            content: Zeroizing::new(Vec::with_capacity(limit)),
            limit,
            chunk,
            told: information.size.unwrap_or_default(),
            ended: false,
        }
    }

    /// Bytes to ask for on the way to `goal`; 0 when there is nothing more to ask.
    pub(super) fn next_chunk(&self, goal: usize) -> u8 {
        let have = self.content.len();
        let mut missing = goal.min(self.limit).saturating_sub(have);
        if self.told > have {
            missing = missing.min(self.told - have);
        }
        if self.ended {
            missing = 0;
        }
        u8::try_from(missing).unwrap_or(u8::MAX).min(self.chunk)
    }

    /// Asks for half as much from now on. `false` when it was a single byte.
    pub(super) fn halve(&mut self, refused: u8) -> bool {
        self.chunk = refused / 2;
        self.chunk > 0
    }

    /// Takes at most the `asked` bytes. `false` when there were none, which is the end even if the
    /// card did not say so.
    pub(super) fn take(&mut self, data: &[u8], asked: u8, at_end: bool) -> bool {
        let new = &data[..data.len().min(asked.into())];
        self.content.extend_from_slice(new);
        self.ended = at_end || new.is_empty();
        !new.is_empty()
    }
}

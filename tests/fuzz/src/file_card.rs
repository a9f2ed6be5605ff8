// SPDX-License-Identifier: EUPL-1.2
//! A card that is good but for the content of its files and a few answers.

use cns_card::{CardChannel, ChannelError, Profile};

use crate::Answers;
use crate::conversation::profile;

/// Serves files of a profile. The fuzzer's bytes begin with a count of wrong answers (modulo 8),
/// for each of them a byte that says before which command, then those answers, then the three
/// files: each a length of two bytes and its content.
pub struct FileCard<'d> {
    profile: &'static Profile,
    moments: &'d [u8],
    wrong: Answers<'d>,
    files: [&'d [u8]; 3],
    selected: Option<usize>,
    sent: u8,
}

impl<'d> FileCard<'d> {
    /// A card of the profile `who`.
    pub fn new(who: u8, bytes: &'d [u8]) -> Self {
        let (count, rest) = bytes
            .split_first()
            .map_or((0, bytes), |(n, rest)| (n % 8, rest));
        let (moments, rest) = rest.split_at(rest.len().min(count.into()));
        let (wrong, rest) = chunk(rest);
        let (id_carta, rest) = chunk(rest);
        let (dati_personali, rest) = chunk(rest);
        Self {
            profile: profile(who),
            moments,
            wrong: Answers::new(wrong),
            files: [id_carta, dati_personali, chunk(rest).0],
            selected: None,
            sent: 0,
        }
    }

    /// What a good card says.
    fn answer(&mut self, command: &[u8]) -> Vec<u8> {
        match *command {
            [_, SELECT, _, _, length, ref data @ ..] => {
                let path = &data[..data.len().min(length.into())];
                self.selected = self.file_at(path);
                SUCCESS.to_vec()
            }
            [_, READ_BINARY, high, low, expected] => {
                let offset = usize::from(u16::from_be_bytes([high, low]));
                self.read(offset, expected.into())
            }
            [_, SIGN, .., 0] => [&[0x5A; 256][..], SUCCESS].concat(),
            _ => SUCCESS.to_vec(),
        }
    }

    fn file_at(&self, path: &[u8]) -> Option<usize> {
        let identity = &self.profile.identity;
        let paths = [
            &identity.id_carta,
            &identity.dati_personali,
            &self.profile.certificate.path,
        ];
        paths.iter().position(|known| known.0 == path)
    }

    fn read(&self, offset: usize, expected: usize) -> Vec<u8> {
        let Some(content) = self.selected.and_then(|it| self.files[it].get(offset..)) else {
            return END_OF_FILE.to_vec();
        };
        let expected = if expected == 0 { 256 } else { expected };
        [&content[..content.len().min(expected)], SUCCESS].concat()
    }
}

impl CardChannel for FileCard<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        let good = self.answer(command);
        let is_wrong = self.moments.contains(&self.sent);
        self.sent = self.sent.saturating_add(1);
        let wrong = is_wrong.then(|| self.wrong.next()).flatten();
        wrong.unwrap_or(Ok(good))
    }
}

/// A length of two bytes, so many bytes, and the rest.
fn chunk(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some((length, rest)) = bytes.split_first_chunk() else {
        return (&[], &[]);
    };
    let length = usize::from(u16::from_be_bytes(*length));
    rest.split_at(rest.len().min(length))
}

const SELECT: u8 = 0xA4;
const READ_BINARY: u8 = 0xB0;
const SIGN: u8 = 0x2A;
const SUCCESS: &[u8] = &[0x90, 0x00];
const END_OF_FILE: &[u8] = &[0x6B, 0x00];

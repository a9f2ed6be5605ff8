// SPDX-License-Identifier: EUPL-1.2
//! A response APDU: data, and the status word behind it.

use std::fmt;

use zeroize::Zeroizing;

use crate::{ChannelError, StatusWord};

/// What the card answered. The data is wiped when dropped and never printed.
pub struct Response {
    /// The data field, possibly empty.
    pub data: Zeroizing<Vec<u8>>,
    /// The status word.
    pub status: StatusWord,
}

impl Response {
    /// Splits the bytes of a response APDU.
    ///
    /// # Errors
    /// [`ChannelError::Removed`] for fewer than two bytes: that is how a reader tells that the
    /// card went in the middle of an answer.
    pub fn parse(bytes: impl Into<Vec<u8>>) -> Result<Self, ChannelError> {
        let mut data = Zeroizing::new(bytes.into());
        let Some((_, [sw1, sw2])) = data.split_last_chunk::<2>() else {
            return Err(ChannelError::Removed);
        };
        let status = StatusWord::from(u16::from_be_bytes([*sw1, *sw2]));
        let length = data.len() - 2;
        data.truncate(length);
        Ok(Self { data, status })
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response({} bytes, {})", self.data.len(), self.status)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_two_bytes_mean_the_card_is_gone() {
        assert_eq!(Response::parse([]).unwrap_err(), ChannelError::Removed);
        assert_eq!(
            Response::parse(vec![0x90]).unwrap_err(),
            ChannelError::Removed
        );
    }

    #[test]
    fn two_bytes_are_a_status_word_without_data() {
        let response = Response::parse(vec![0x6A, 0x82]).unwrap();
        assert!(response.data.is_empty());
        assert_eq!(response.status, StatusWord::FileNotFound);
    }
}

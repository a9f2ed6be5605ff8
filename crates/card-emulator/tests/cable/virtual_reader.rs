// SPDX-License-Identifier: EUPL-1.2
//! vpcd's side of the cable, with its habit of sending in two pieces.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use card_emulator::hex;

/// A reader that waits for cards.
pub(crate) struct VirtualReader(TcpListener);

/// The connection to one inserted card.
pub(crate) struct Cable(TcpStream);

impl VirtualReader {
    pub(crate) fn listen() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").expect("a port"))
    }

    pub(crate) fn address(&self) -> String {
        self.0.local_addr().expect("an address").to_string()
    }

    pub(crate) fn accept(&self) -> Cable {
        let (stream, _) = self.0.accept().expect("a card");
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a socket");
        Cable(stream)
    }
}

impl Cable {
    /// Sends an APDU; the answer in hexadecimal, or `None` when the card has left.
    pub(crate) fn send(&mut self, apdu: &str) -> Option<String> {
        self.start(apdu);
        self.finish()
    }

    /// Sends an APDU and does not wait.
    pub(crate) fn start(&mut self, apdu: &str) {
        self.write(&hex::decode(apdu).expect("hexadecimal"));
    }

    /// Waits for the answer.
    pub(crate) fn finish(&mut self) -> Option<String> {
        let mut length = [0; 2];
        self.0.read_exact(&mut length).ok()?;
        let mut answer = vec![0; usize::from(u16::from_be_bytes(length))];
        self.0.read_exact(&mut answer).ok()?;
        assert!(!answer.is_empty(), "vpcd hangs up on an empty answer");
        Some(hex::encode(&answer))
    }

    /// Asks for the ATR, as vpcd does to see whether a card is there.
    pub(crate) fn atr(&mut self) -> Option<String> {
        self.write(&[4]);
        self.finish()
    }

    pub(crate) fn reset(&mut self) {
        self.write(&[2]);
    }

    /// In two pieces and with Nagle's algorithm on. A card that has left is noticed on reading.
    fn write(&mut self, frame: &[u8]) {
        let length = u16::try_from(frame.len()).expect("short");
        let _ = self.0.write_all(&length.to_be_bytes());
        let _ = self.0.write_all(frame);
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! QEMU's side of the VSCard protocol, byte for byte as its ccid-card-passthru behaves.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use card_emulator::hex;

const OUR_INIT: &str = "00000001FFFFFFFF0000000C565343440000000200000000";
const READER_ADD: &str = "00000003FFFFFFFF0000000D";
const SUCCESS: &str = "000000020000000000000004 00000000";

/// A connection of the program to a machine.
pub(crate) struct VirtualMachine(UnixStream);

impl VirtualMachine {
    pub(crate) fn listen(path: &Path) -> UnixListener {
        UnixListener::bind(path).expect("a socket")
    }

    /// Greets the program and gives it its reader.
    pub(crate) fn accept(listener: &UnixListener) -> Self {
        let mut machine = Self::bare(listener);
        machine.expect(OUR_INIT);
        machine.say("00000001FFFFFFFF0000000C 56534344 00000002 00000000");
        machine.expect(&format!("{READER_ADD}{}", hex::encode(b"cns-emulator\0")));
        machine.say(SUCCESS);
        machine
    }

    /// Answers the greeting with something else, and waits until the program has had enough.
    pub(crate) fn misspeak(listener: &UnixListener, nonsense: &str) {
        let mut machine = Self::bare(listener);
        machine.expect(OUR_INIT);
        machine.say(nonsense);
        machine.0.shutdown(Shutdown::Write).expect("a socket");
        let mut rest = Vec::new();
        machine.0.read_to_end(&mut rest).expect("it hangs up");
        assert!(rest.is_empty());
    }

    pub(crate) fn say(&mut self, message: &str) {
        let bytes = hex::decode(&message.replace(' ', "")).expect("hexadecimal");
        self.0.write_all(&bytes).expect("the program listens");
    }

    /// The next bytes are exactly these.
    pub(crate) fn expect(&mut self, message: &str) {
        assert_eq!(self.hear(message.len() / 2), message);
    }

    /// So many bytes, in hexadecimal.
    pub(crate) fn hear(&mut self, count: usize) -> String {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).expect("the program speaks");
        hex::encode(&bytes)
    }

    fn bare(listener: &UnixListener) -> Self {
        let (socket, _) = listener.accept().expect("the program connects");
        let patience = Some(Duration::from_secs(10));
        socket.set_read_timeout(patience).expect("a socket");
        Self(socket)
    }
}

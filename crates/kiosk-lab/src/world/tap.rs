// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A tap on the cable: with the laboratory's own keys, and only with them, what totem and backend
//! say to each other is written down in plain text.

mod exchange;
mod keys;

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::{Context as _, Result};
use rustls::{ClientConnection, ServerConnection, StreamOwned};

pub use exchange::{Exchange, Message};
pub(super) use keys::Keys;

/// The file of what was heard, in the world: one [`Exchange`] a line, JSON.
pub const LOG: &str = "http.log";

/// Stands between the network and the backend: to the totem it is the backend, to the backend it is
/// the totem. TLS 1.3 on both sides.
pub(super) struct Tap {
    backend: SocketAddr,
    keys: Keys,
    log: Mutex<File>,
}

impl Tap {
    /// Listens from now on; the address at which it does.
    pub(super) fn attach(backend: SocketAddr, keys: Keys, log: &Path) -> Result<SocketAddr> {
        let file = File::options().create(true).append(true).open(log)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("the tap")?;
        let address = listener.local_addr()?;
        let tap = Arc::new(Self {
            backend,
            keys,
            log: Mutex::new(file),
        });
        let hear = move || {
            for totem in listener.incoming().flatten() {
                let tap = Arc::clone(&tap);
                // A conversation ends when one of the two has enough of it.
                thread::spawn(move || tap.relay(totem));
            }
        };
        thread::Builder::new().name("tap".into()).spawn(hear)?;
        Ok(address)
    }

    /// One connection: a request, its answer, and so on.
    fn relay(&self, totem: TcpStream) -> Result<()> {
        let backend = TcpStream::connect(self.backend)?;
        totem.set_nodelay(true)?;
        backend.set_nodelay(true)?;
        let as_backend = ServerConnection::new(Arc::clone(&self.keys.as_backend))?;
        let name = self.keys.backend_name.clone();
        let as_totem = ClientConnection::new(Arc::clone(&self.keys.as_totem), name)?;
        let mut totem = StreamOwned::new(as_backend, totem);
        let mut backend = StreamOwned::new(as_totem, backend);
        loop {
            let request = pass(&mut totem, &mut backend)?;
            let response = pass(&mut backend, &mut totem)?;
            self.write_down(&Exchange { request, response })?;
        }
    }

    /// Whole lines, whoever else is speaking.
    fn write_down(&self, exchange: &Exchange) -> Result<()> {
        let line = serde_json::to_string(exchange)? + "\n";
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(log.write_all(line.as_bytes())?)
    }
}

/// Carries one message, byte for byte.
fn pass(from: &mut impl Read, to: &mut impl Write) -> Result<Message> {
    let (message, bytes) = Message::receive(from)?;
    to.write_all(&bytes)?;
    to.flush()?;
    Ok(message)
}

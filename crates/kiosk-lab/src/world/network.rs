// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The cable between totem and backend: bytes pass unseen until somebody cuts it.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

/// A relay on a port of its own. TLS goes through it end to end.
#[derive(Debug)]
pub struct Network {
    port: u16,
    cable: Arc<Cable>,
}

#[derive(Debug)]
struct Cable {
    delay: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    to: SocketAddr,
    cut: bool,
    open: Vec<TcpStream>,
}

impl Network {
    pub(super) fn lay(to: SocketAddr, delay: Duration) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("the network")?;
        let port = listener.local_addr()?.port();
        let state = Mutex::new(State {
            to,
            cut: false,
            open: Vec::new(),
        });
        let cable = Arc::new(Cable { delay, state });
        let relay = Arc::clone(&cable);
        thread::Builder::new()
            .name("network".into())
            .spawn(move || {
                for totem in listener.incoming().flatten() {
                    // A backend that is not there is the totem's to notice.
                    let _ = relay.connect(totem);
                }
            })?;
        Ok(Self { port, cable })
    }

    /// Where the totem finds the backend.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Cuts the cable: what is open breaks, what is new does not come through.
    pub fn cut(&self) {
        let mut state = self.cable.lock();
        state.cut = true;
        for end in state.open.drain(..) {
            // It may be closed already.
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    /// Leads to somebody else from now on.
    pub fn divert(&self, to: SocketAddr) {
        self.cut();
        self.cable.lock().to = to;
        self.restore();
    }

    /// Repairs it.
    pub fn restore(&self) {
        self.cable.lock().cut = false;
    }
}

impl Cable {
    fn connect(self: &Arc<Self>, totem: TcpStream) -> io::Result<()> {
        let to = {
            let state = self.lock();
            if state.cut {
                return Ok(());
            }
            state.to
        };
        let backend = TcpStream::connect(to)?;
        for end in [&totem, &backend] {
            end.set_nodelay(true)?;
            self.lock().open.push(end.try_clone()?);
        }
        let asking = (totem.try_clone()?, backend.try_clone()?);
        self.carry(asking, Duration::ZERO)?;
        self.carry((backend, totem), self.delay)
    }

    fn carry(
        self: &Arc<Self>,
        (mut from, mut to): (TcpStream, TcpStream),
        delay: Duration,
    ) -> io::Result<()> {
        let cable = Arc::clone(self);
        thread::Builder::new().spawn(move || {
            let mut bytes = [0; 16 * 1024];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                thread::sleep(delay);
                let sent = to.write_all(bytes.get(..count).unwrap_or_default());
                if sent.is_err() || cable.lock().cut {
                    break;
                }
            }
            // One end is gone, and so is the other.
            let _ = from.shutdown(Shutdown::Both);
            let _ = to.shutdown(Shutdown::Both);
        })?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo() -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                thread::spawn(move || {
                    let mut byte = [0];
                    while let Ok(1) = stream.read(&mut byte) {
                        stream.write_all(&byte).expect("somebody there");
                    }
                });
            }
        });
        address
    }

    fn says(network: &Network) -> io::Result<[u8; 1]> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, network.port()))?;
        stream.write_all(b"?")?;
        let mut answer = [0];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    }

    #[test]
    fn bytes_pass_until_the_cable_is_cut_and_again_once_it_is_repaired() {
        let network = Network::lay(echo(), Duration::ZERO).expect("a cable");
        assert_eq!(says(&network).expect("an answer"), *b"?");
        network.cut();
        assert!(says(&network).is_err());
        network.restore();
        assert_eq!(says(&network).expect("an answer"), *b"?");
    }

    #[test]
    fn a_cut_breaks_what_is_open() {
        let network = Network::lay(echo(), Duration::ZERO).expect("a cable");
        let mut stream =
            TcpStream::connect((Ipv4Addr::LOCALHOST, network.port())).expect("a way through");
        stream.write_all(b"?").expect("sent");
        let mut answer = [0; 1];
        stream.read_exact(&mut answer).expect("an answer");
        network.cut();
        assert_eq!(stream.read(&mut answer).unwrap_or(0), 0);
    }
}

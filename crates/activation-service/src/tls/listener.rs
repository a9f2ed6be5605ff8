// SPDX-License-Identifier: EUPL-1.2
//! The accept loop: handshakes run beside each other, so a slow client delays nobody.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::connection::Connection;
use super::crowd::Crowd;
use super::peer::{Peer, PeerKiosk};

/// Connections whose handshake is over.
pub(crate) struct TlsListener {
    ready: mpsc::Receiver<(Connection, Peer)>,
    local: SocketAddr,
}

impl TlsListener {
    /// Binds and begins to accept, at most so many connections at a time; port 0 lets the system
    /// choose.
    pub(crate) async fn bind(
        at: SocketAddr,
        config: Arc<ServerConfig>,
        connections_max: usize,
    ) -> io::Result<Self> {
        let tcp = TcpListener::bind(at).await?;
        let local = tcp.local_addr()?;
        let (done, ready) = mpsc::channel(READY_MAX);
        let door = Door {
            acceptor: TlsAcceptor::from(config),
            places: Arc::new(Semaphore::new(connections_max)),
            handshakes: Arc::new(Semaphore::new(HANDSHAKES_MAX)),
            crowd: Arc::default(),
            done,
        };
        tokio::spawn(door.keep(tcp));
        Ok(Self { ready, local })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.local
    }
}

impl Listener for TlsListener {
    type Io = Connection;
    type Addr = Peer;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(Peer {
            ip: self.local.ip(),
            kiosk: None,
        })
    }
}

/// Lets clients in, one place each.
struct Door {
    acceptor: TlsAcceptor,
    places: Arc<Semaphore>,
    handshakes: Arc<Semaphore>,
    crowd: Arc<Crowd>,
    done: mpsc::Sender<(Connection, Peer)>,
}

impl Door {
    /// Ends when nobody takes connections any more.
    async fn keep(self, tcp: TcpListener) {
        while let Some(place) = self.place().await {
            let accepted = tokio::select! {
                accepted = tcp.accept() => accepted,
                () = self.done.closed() => return,
            };
            match accepted {
                Ok((stream, from)) => self.greet(stream, from.ip(), place).await,
                // Out of descriptors, most likely: others must close first.
                Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
            }
        }
    }

    async fn place(&self) -> Option<OwnedSemaphorePermit> {
        tokio::select! {
            place = Arc::clone(&self.places).acquire_owned() => place.ok(),
            () = self.done.closed() => None,
        }
    }

    /// The handshake, beside the others.
    async fn greet(&self, stream: TcpStream, ip: IpAddr, place: OwnedSemaphorePermit) {
        let turn = Arc::clone(&self.handshakes).acquire_owned().await;
        let (acceptor, done) = (self.acceptor.clone(), self.done.clone());
        let crowd = Arc::clone(&self.crowd);
        tokio::spawn(async move {
            let shaken = shake(acceptor, stream, ip).await;
            drop(turn);
            let Some((stream, peer)) = shaken else {
                return;
            };
            if let Some(member) = crowd.join(peer.party()) {
                let connection = Connection::new(stream, (place, member));
                // The receiver is gone when the server stops.
                let _ = done.send((connection, peer)).await;
            }
        });
    }
}

async fn shake(
    acceptor: TlsAcceptor,
    stream: TcpStream,
    ip: IpAddr,
) -> Option<(TlsStream<TcpStream>, Peer)> {
    stream.set_nodelay(true).ok()?;
    let stream = tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream))
        .await
        .ok()?
        .ok()?;
    let certificates = stream.get_ref().1.peer_certificates();
    let kiosk = certificates.and_then(<[_]>::first).and_then(PeerKiosk::of);
    Some((stream, Peer { ip, kiosk }))
}

const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(5);
const HANDSHAKES_MAX: usize = 256;
const READY_MAX: usize = 64;
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

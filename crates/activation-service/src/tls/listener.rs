// SPDX-License-Identifier: EUPL-1.2
//! The accept loop: handshakes run beside each other, so a slow client delays nobody.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::serve::Listener;
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::peer::{Peer, PeerKiosk};

/// Connections whose handshake is over.
pub(crate) struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, Peer)>,
    local: SocketAddr,
}

impl TlsListener {
    /// Binds and begins to accept; port 0 lets the system choose.
    pub(crate) async fn bind(at: SocketAddr, config: Arc<ServerConfig>) -> io::Result<Self> {
        let tcp = TcpListener::bind(at).await?;
        let local = tcp.local_addr()?;
        let (done, ready) = mpsc::channel(READY_MAX);
        tokio::spawn(accept_all(tcp, TlsAcceptor::from(config), done));
        Ok(Self { ready, local })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.local
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
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

type Done = mpsc::Sender<(TlsStream<TcpStream>, Peer)>;

/// Ends when nobody takes connections any more.
async fn accept_all(tcp: TcpListener, acceptor: TlsAcceptor, done: Done) {
    let handshakes = Arc::new(Semaphore::new(HANDSHAKES_MAX));
    loop {
        let Ok(permit) = Arc::clone(&handshakes).acquire_owned().await else {
            return;
        };
        let accepted = tokio::select! {
            accepted = tcp.accept() => accepted,
            () = done.closed() => return,
        };
        let Ok((stream, from)) = accepted else {
            // Out of descriptors, most likely: others must close first.
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let (acceptor, done) = (acceptor.clone(), done.clone());
        tokio::spawn(async move {
            let shaken = shake(acceptor, stream, from.ip()).await;
            drop(permit);
            if let Some(connection) = shaken {
                // The receiver is gone when the server stops.
                let _ = done.send(connection).await;
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

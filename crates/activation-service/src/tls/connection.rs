// SPDX-License-Identifier: EUPL-1.2
//! A connection that counts against a limit while it lives, and ends when nobody speaks.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep};
use tokio_rustls::server::TlsStream;

use super::crowd::Membership;

/// A TLS stream and its places among all connections and among those of its party.
pub(crate) struct Connection {
    stream: TlsStream<TcpStream>,
    silence: Pin<Box<Sleep>>,
    _place: (OwnedSemaphorePermit, Membership),
}

impl Connection {
    pub(super) fn new(
        stream: TlsStream<TcpStream>,
        place: (OwnedSemaphorePermit, Membership),
    ) -> Self {
        Self {
            stream,
            silence: Box::pin(sleep(SILENCE_MAX)),
            _place: place,
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(cx, buf);
        if read.is_ready() {
            let until = Instant::now() + SILENCE_MAX;
            self.silence.as_mut().reset(until);
            return read;
        }
        self.silence
            .as_mut()
            .poll(cx)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Longer than a citizen needs between two steps, so that a visit keeps its connection.
const SILENCE_MAX: Duration = Duration::from_secs(90);

// SPDX-License-Identifier: EUPL-1.2
//! A connection that counts against a limit while it lives, and ends when nobody speaks or when a
//! request takes its time to come, be it byte by byte.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_rustls::server::TlsStream;

use super::crowd::Membership;

/// A TLS stream and its places among all connections and among those of its party.
pub(crate) struct Connection {
    stream: TlsStream<TcpStream>,
    patience: Patience,
    end: Pin<Box<Sleep>>,
    _place: (OwnedSemaphorePermit, Membership),
}

impl Connection {
    pub(super) fn new(
        stream: TlsStream<TcpStream>,
        place: (OwnedSemaphorePermit, Membership),
    ) -> Self {
        let patience = Patience::from(Instant::now());
        Self {
            stream,
            patience,
            end: Box::pin(sleep_until(patience.until)),
            _place: place,
        }
    }

    fn be_patient(&mut self, change: impl FnOnce(&mut Patience, Instant)) {
        change(&mut self.patience, Instant::now());
        self.end.as_mut().reset(self.patience.until);
    }
}

/// Until when the other end may take its time.
#[derive(Clone, Copy, Debug)]
struct Patience {
    until: Instant,
    is_asking: bool,
}

impl Patience {
    fn from(now: Instant) -> Self {
        let mut patience = Self {
            until: now,
            is_asking: false,
        };
        patience.answered(now);
        patience
    }

    /// Bytes came: the first ones of a request start its time, the others do not.
    fn heard(&mut self, now: Instant) {
        if !self.is_asking {
            self.is_asking = true;
            self.until = now + REQUEST_MAX;
        }
    }

    /// Bytes of an answer went out.
    fn answered(&mut self, now: Instant) {
        self.is_asking = false;
        self.until = now + SILENCE_MAX;
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
            self.be_patient(Patience::heard);
            if Instant::now() < self.patience.until {
                return read;
            }
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        self.end
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
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        if written.is_ready() {
            self.be_patient(Patience::answered);
        }
        written
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
/// From the first byte of a request to the first one of its answer: longer than the answer may
/// take once the request is whole.
const REQUEST_MAX: Duration = Duration::from_secs(30);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_that_comes_byte_by_byte_gets_no_more_time_than_another() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut patience = Patience::from(start);
        assert_eq!(patience.until, after(90));
        patience.heard(after(10));
        patience.heard(after(39));
        assert_eq!(patience.until, after(40));
        patience.answered(after(39));
        assert_eq!(patience.until, after(129));
        patience.heard(after(100));
        assert_eq!(patience.until, after(130));
    }
}

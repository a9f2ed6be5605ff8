// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A request and its answer (RFC 9112), as they were on the wire under TLS.

use std::io::Read;
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use serde::{Deserialize, Serialize};

/// No message of the interface is longer, in bytes.
const LONGEST: usize = 256 * 1024;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// What was asked and answered.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Exchange {
    /// Of the totem.
    pub request: Message,
    /// Of the backend.
    pub response: Message,
}

/// One side of it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Message {
    /// Method, path and version; or version and status.
    pub start: String,
    /// Header fields, a line each.
    pub headers: Vec<String>,
    /// The body; all our bodies are text.
    pub body: String,
}

impl Exchange {
    /// Everything a tap has written down.
    pub fn read_log(log: &Path) -> Result<Vec<Self>> {
        let text = std::fs::read_to_string(log).with_context(|| log.display().to_string())?;
        let line = |line| serde_json::from_str(line).context("a line of the tap");
        text.lines().map(line).collect()
    }
}

impl Message {
    /// Reads one message to its end; also gives its very bytes.
    pub(super) fn receive(from: &mut impl Read) -> Result<(Self, Vec<u8>)> {
        let mut bytes = Vec::new();
        let head_len = loop {
            if let Some(at) = find(&bytes, END_OF_HEAD) {
                break at + END_OF_HEAD.len();
            }
            more(from, &mut bytes)?;
        };
        let mut message = Self::head(bytes.get(..head_len).unwrap_or_default())?;
        let len = head_len + message.body_len()?;
        while bytes.len() < len {
            more(from, &mut bytes)?;
        }
        ensure!(bytes.len() == len, "somebody speaks out of turn");
        let body = bytes.get(head_len..).unwrap_or_default();
        message.body = String::from_utf8(body.to_vec()).context("a body that is no text")?;
        Ok((message, bytes))
    }

    fn head(head: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(head).context("a head that is no text")?;
        let mut lines = text.trim_end().split("\r\n").map(str::to_owned);
        Ok(Self {
            start: lines.next().context("an empty head")?,
            headers: lines.collect(),
            body: String::new(),
        })
    }

    /// RFC 9112, 6.3, for two programs that always say how much they send.
    fn body_len(&self) -> Result<usize> {
        let mut len = 0;
        for header in &self.headers {
            let (name, value) = header.split_once(':').context("a header without colon")?;
            match name.to_ascii_lowercase().as_str() {
                "transfer-encoding" => bail!("a body in pieces"),
                "content-length" => len = value.trim().parse()?,
                _ => {}
            }
        }
        Ok(len)
    }
}

fn more(from: &mut impl Read, bytes: &mut Vec<u8>) -> Result<()> {
    let mut piece = [0; 4096];
    let count = from.read(&mut piece)?;
    ensure!(count > 0, "the connection was closed");
    bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
    ensure!(bytes.len() <= LONGEST, "a message without end");
    Ok(())
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receive(text: &str) -> Result<Message> {
        let (message, bytes) = Message::receive(&mut text.as_bytes())?;
        assert_eq!(bytes, text.as_bytes());
        Ok(message)
    }

    #[test]
    fn a_message_is_read_to_its_end_and_passed_on_as_it_is() {
        let text = "PUT /v1/x HTTP/1.1\r\nHost: lab\r\nContent-Length: 2\r\n\r\n{}";
        let message = receive(text).expect("a message");
        assert_eq!(message.start, "PUT /v1/x HTTP/1.1");
        assert_eq!(message.headers, ["Host: lab", "Content-Length: 2"]);
        assert_eq!(message.body, "{}");
        let bare = receive("HTTP/1.1 204 No Content\r\n\r\n").expect("a message");
        assert!(bare.headers.is_empty() && bare.body.is_empty());
    }

    #[test]
    fn what_could_hide_a_body_is_refused() {
        for text in [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
        ] {
            assert!(receive(text).is_err(), "{text}");
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! TLS 1.3 only, on rustls and ring: who we are, who kiosks are, and the accept loop.

mod authority;
mod connection;
mod crowd;
mod key_file;
mod listener;
mod peer;
mod server;

pub(crate) use authority::{Authority, KioskKeyRequest};
pub(crate) use key_file::refuse_if_others_may_read;
pub(crate) use listener::TlsListener;
pub(crate) use peer::Peer;
pub(crate) use server::{ServerIdentity, enrolment, mutual};

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod client;
mod connection;
mod enrolment;
mod error;
mod identity;
mod retry;

pub use client::ActivationClient;
pub use enrolment::EnrolmentClient;
pub use error::ClientError;
pub use identity::{Identity, new_key};
pub use retry::{Patience, backoff};

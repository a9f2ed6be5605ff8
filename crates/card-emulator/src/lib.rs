// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod card;
pub mod ccid;
pub mod control;
mod error;
pub mod hex;
pub mod log;
pub mod personalise;
pub mod profile;
pub mod replay;
pub mod slot;
pub mod store;
mod tlv;
pub mod vpcd;

pub use card::{Card, Exchange};
pub use error::EmulatorError;

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod config;
mod connection;
mod event;
mod hold;
mod monitor;
mod pcsc_error;
mod presence;
mod readers;
mod slot;
mod slot_names;
mod traffic;
mod watch;

pub use config::ReaderConfig;
pub use event::ReaderEvent;
pub use hold::Hold;
pub use readers::CardReaders;
pub use traffic::Traffic;

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod audit;
mod entry;
mod error;
mod journal;
mod outbox;
mod quarantine;
mod schema;
mod settings;

pub use entry::{Delivery, Entry};
pub use error::JournalError;
pub use journal::{Journal, OpenSession};
pub use outbox::{Depth, Due, Settled};
pub use quarantine::{Opened, open_or_quarantine};

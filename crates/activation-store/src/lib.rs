// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod address;
mod audit_chain;
mod clockwork;
mod columns;
mod dialect;
mod error;
mod idempotency;
mod import;
mod kiosks;
mod migrations;
mod seal;
mod store;
mod tables;

pub use address::Address;
pub use audit_chain::{SHARDS, Shard};
pub use error::StoreError;
pub use idempotency::{Recall, StoredAnswer};
pub use import::{ImportedCard, Misfit};
pub use kiosks::{EnrolmentAsked, Invitation, Kiosk, KioskStatus};
pub use seal::{Seal, SealError};
pub use store::Store;

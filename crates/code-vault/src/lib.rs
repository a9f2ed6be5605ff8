// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod column;
mod error;
mod keys;
mod ledger;
mod order;
mod quota;
mod record;
mod record_folder;
mod records;
mod vault;

pub use activation_rules::Citizen;
pub use column::ColumnKey;
pub use error::VaultError;
pub use keys::{KeyCustody, KeyFile};
pub use order::ReleaseOrder;
pub use quota::{Limits, QuotaExceeded};
pub use record::SecretKind;
pub use records::Records;
pub use vault::{SignerCheck, Vault, VaultPolicy};

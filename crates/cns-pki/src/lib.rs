// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod anchor;
mod anchor_list;
mod anchors;
mod error;
mod judgement;
mod path;
mod policy;
mod revocation_list;
mod revocation_lists;
mod rsa;
mod serial;
mod signature;

pub use anchor::{Anchor, AnchorId};
pub use anchor_list::{AnchorEntry, AnchorList};
pub use anchors::Anchors;
pub use error::PkiError;
pub use judgement::{Expiry, Judgement, Refusal, Revocation, Standing};
pub use policy::Policy;
pub use revocation_list::{CrlNumber, RevocationList};
pub use revocation_lists::RevocationLists;

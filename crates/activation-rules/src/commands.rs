// SPDX-License-Identifier: EUPL-1.2
//! The commands, one file each: its facts, its guards, its effects.

mod abort;
mod block_card;
mod confirm;
mod expire_session;
mod new_card;
mod old_proof;
mod open_session;
mod release;
mod report;
mod review_case;

pub use abort::Abort;
pub use block_card::BlockCard;
pub use confirm::Confirm;
pub use expire_session::ExpireSession;
pub use new_card::NewCard;
pub use old_proof::OldProof;
pub use open_session::OpenSession;
pub use release::{Release, ReleaseAsked, ReleaseOrder, ReleasePlan, release_plan};
pub use report::Report;
pub use review_case::{ReviewCase, Ruling};

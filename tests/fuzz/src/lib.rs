// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod answers;
pub mod authority;
mod conversation;
mod file_card;

pub use answers::Answers;
pub use conversation::converse;
pub use file_card::FileCard;

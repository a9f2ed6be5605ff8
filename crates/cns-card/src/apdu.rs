// SPDX-License-Identifier: EUPL-1.2
//! Command and response APDUs, and the one exchange every conversation is made of.

mod command;
mod exchange;
mod instruction;
mod response;

pub use command::{Command, Transport};
pub use exchange::exchange;
pub use instruction::Instruction;
pub use response::Response;

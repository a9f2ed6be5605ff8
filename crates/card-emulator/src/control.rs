// SPDX-License-Identifier: EUPL-1.2
//! The hand that holds the card: one JSON line a request, one an answer.

mod client;
mod hexadecimal;
mod messages;
mod obey;
mod server;

pub use client::Client;
pub use messages::{Event, Request, Status};
pub use obey::{Order, obey};
pub use server::serve;

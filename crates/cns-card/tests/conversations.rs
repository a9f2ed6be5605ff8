// SPDX-License-Identifier: EUPL-1.2
//! Every conversation against a scripted card: each exchange is written out, so the tests count
//! commands and see every byte.

#[path = "conversations/budget.rs"]
mod budget;
#[path = "conversations/pin.rs"]
mod pin;
#[path = "conversations/reading.rs"]
mod reading;
#[path = "conversations/script.rs"]
mod script;
#[path = "conversations/signing.rs"]
mod signing;
#[path = "conversations/transport.rs"]
mod transport;

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What is said to a card in one go, on the reader's thread, and what it means to the session.

mod faults;
mod fingerprint;
mod read_card;
mod set_pin;
mod sign;
mod verify_pin;

pub(crate) use faults::card_fault;
pub(crate) use fingerprint::UnknownCard;
pub(crate) use read_card::{ReadFailure, read_card};
pub(crate) use set_pin::{PinChange, Sent};
pub(crate) use sign::sign;
pub(crate) use verify_pin::verify_pin;

#[cfg(test)]
mod script;

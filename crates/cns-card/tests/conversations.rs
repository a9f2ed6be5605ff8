// SPDX-License-Identifier: EUPL-1.2
//! Every conversation against scripted cards, where each byte is written out, against a card with
//! habits, and against one that answers anything at all.

#[path = "conversations/budget.rs"]
mod budget;
#[path = "conversations/chance.rs"]
mod chance;
#[path = "conversations/fingerprints.rs"]
mod fingerprints;
#[path = "conversations/generations.rs"]
mod generations;
#[path = "conversations/habits.rs"]
mod habits;
#[path = "conversations/lost.rs"]
mod lost;
#[path = "conversations/model.rs"]
mod model;
#[path = "conversations/new_generation.rs"]
mod new_generation;
#[path = "conversations/personal_data.rs"]
mod personal_data;
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

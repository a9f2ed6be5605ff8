// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod asks;
mod card_report;
mod card_request;
mod check;
mod effect;
mod ending;
mod event;
mod face;
mod journal_op;
mod log_event;
mod moment;
mod patience;
mod pin_entry;
mod policy;
mod reactions;
mod reinsertion;
mod screen;
mod slot;
mod state;
mod totem;
mod tries;
mod turn;
mod visit;
mod world;

pub use card_report::{CardReport, Found, Proof, ServiceWord};
pub use effect::{Call, Effect, Statement};
pub use event::{
    Answer, CardFacts, CardFault, Event, Fault, PinAnswer, Printed, Reading, SetAnswer, Touch,
    Unfinished,
};
pub use journal_op::{JournalOp, Message, Record};
pub use log_event::{LogEvent, PinClass};
pub use moment::Moment;
pub use policy::Policy;
pub use screen::{Action, Entry, Notice, Screen, ScreenName};
pub use slot::{CardToken, HolderToken, SecretSlot, Slot};
pub use totem::{Step, Totem, step};

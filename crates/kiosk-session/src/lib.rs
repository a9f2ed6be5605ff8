// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod effect;
mod event;
mod journal_op;
mod log_event;
mod moment;
mod policy;
mod screen;
mod slot;

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

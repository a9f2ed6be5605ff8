// SPDX-License-Identifier: EUPL-1.2
//! What the kiosk does with a card, in as few commands as the card allows.

mod change_pin;
mod dialogue;
mod file;
mod fingerprint;
mod interpreted;
mod read_card;
mod read_certificate;
mod read_identity;
mod reread_id_carta;
mod reset_pin;
mod sign;
mod verify_pin;

pub use change_pin::{ChangeAnswer, change_pin};
pub use fingerprint::{Fingerprint, Probe, fingerprint};
pub use read_card::{ReadCard, read_card};
pub use read_certificate::read_certificate;
pub use read_identity::{Identity, read_identity};
pub use reread_id_carta::reread_id_carta;
pub use reset_pin::reset_pin;
pub use sign::sign;
pub use verify_pin::{PinAnswer, verify_pin};

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

pub mod apdu;
mod channel;
pub mod commands;
mod conversation;
mod error;
pub mod files;
pub mod profile;
#[cfg(test)]
mod seeded;
mod status_word;
pub mod tlv;

pub use channel::{CardChannel, ChannelError};
pub use conversation::{
    ChangeAnswer, Identity, PinAnswer, ReadCard, change_pin, read_card, read_certificate,
    read_identity, reread_id_carta, reset_pin, sign, verify_pin,
};
pub use error::{CardError, Defect, ProfileError};
pub use files::{CardCertificate, DatiPersonali};
pub use profile::{Profile, Profiles, Recognition};
pub use status_word::StatusWord;

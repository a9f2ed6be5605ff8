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
    ChangeAnswer, Fingerprint, Identity, PinAnswer, Probe, ReadCard, change_pin, fingerprint,
    read_card, read_certificate, read_identity, reread_id_carta, reset_pin, sign, verify_pin,
};
pub use error::{CardError, Defect, ProfileError};
pub use files::{CardCertificate, DatiPersonali, issuer_name};
pub use profile::{
    BUILTIN_VERSION, BundleError, BundleKey, Profile, ProfileBundle, Profiles, Recognition,
};
pub use status_word::StatusWord;

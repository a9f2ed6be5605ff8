// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod bytes;
mod card_signature;
mod certificate;
mod codice_fiscale;
mod error;
mod id_carta;
mod ids;
pub mod messages;
mod outcome;
pub mod pin;
mod problem;
mod puk;
mod receipt_code;
pub mod release;
pub mod rome;
mod secret_mode;
pub mod statement;

pub use bytes::{Bytes, Hash, Nonce};
pub use card_signature::{MinimumKey, digest_info, verify as verify_card_signature};
pub use certificate::CardId;
pub use codice_fiscale::CodiceFiscale;
pub use error::ProtocolError;
pub use id_carta::IdCarta;
pub use ids::{ActivationId, KioskId, ReleaseNo, SessionId};
pub use outcome::Outcome;
pub use pin::Pin;
pub use problem::{Problem, ProblemCode};
pub use puk::Puk;
pub use receipt_code::ReceiptCode;
pub use release::{KioskKey, SealedRelease};
pub use secret_mode::SecretMode;

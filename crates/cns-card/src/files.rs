// SPDX-License-Identifier: EUPL-1.2
//! What the card's files hold: one parser a file, each total and bounded.

mod certificate;
mod dati_personali;
mod fci;
mod id_carta;
mod issuer;

pub use certificate::CardCertificate;
pub use dati_personali::{DatiPersonali, Field};
pub use fci::FileControlInformation;
pub(crate) use id_carta::LENGTH as ID_CARTA_LENGTH;
pub use id_carta::parse as parse_id_carta;
pub use issuer::issuer_name;

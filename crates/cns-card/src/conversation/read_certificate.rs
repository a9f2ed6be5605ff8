// SPDX-License-Identifier: EUPL-1.2
//! The card's certificate, and not one byte of the padding behind it.

use super::dialogue::Dialogue;
use crate::files::CardCertificate;
use crate::{CardChannel, CardError, Profile, StatusWord};

/// Reads the certificate up to its DER length: one SELECT and a READ BINARY a chunk, 6 commands
/// for up to 1260 bytes. Comes after [`read_identity`](super::read_identity) or
/// [`reread_id_carta`](super::reread_id_carta), which select the application.
///
/// # Errors
/// [`CardError::NoCertificate`] when the file is absent or empty; otherwise as `read_identity`.
pub fn read_certificate(
    channel: &mut dyn CardChannel,
    profile: &Profile,
) -> Result<CardCertificate, CardError> {
    let mut dialogue = Dialogue::new(channel, profile);
    let mut file = dialogue
        .open(&profile.files.certificate.0, LONGEST)
        .map_err(absent_file)?;
    dialogue.read_more(&mut file, LONGEST)?;
    if is_empty(&file.content) {
        return Err(CardError::NoCertificate);
    }
    let length = CardCertificate::encoded_length(&file.content)?;
    dialogue.read_up_to(&mut file, length)?;
    Ok(CardCertificate::parse(&file.content)?)
}

fn absent_file(error: CardError) -> CardError {
    match error.status() {
        Some(StatusWord::FileNotFound) => CardError::NoCertificate,
        _ => error,
    }
}

/// A file that was created and never written: no bytes, or none but its initial value.
fn is_empty(content: &[u8]) -> bool {
    content.iter().all(|byte| *byte == 0x00) || content.iter().all(|byte| *byte == 0xFF)
}

/// More than any card has room for; a header that promises more is garbage.
const LONGEST: usize = 4096;

// SPDX-License-Identifier: EUPL-1.2
//! Identity and certificate together, and whether they speak of the same card and person.

use super::dialogue::Dialogue;
use super::read_certificate::certificate;
use super::read_identity::{Identity, identity};
use crate::files::CardCertificate;
use crate::{CardChannel, CardError, Profile};

/// A card that was read whole.
#[derive(Debug)]
pub struct ReadCard {
    /// What the files say.
    pub identity: Identity,
    /// What the issuer certified.
    pub certificate: CardCertificate,
    /// Whether the certificate's digest is one of the personal data. A hint, never by itself a
    /// reason to refuse: which bytes the issuers digest is not settled.
    pub personal_data_matches: bool,
}

/// Reads everything the kiosk wants to know of a card before a PIN: 10 commands for a
/// certificate of up to 1260 bytes, 12 on a card with several applications.
///
/// # Errors
/// [`CardError::Inconsistent`] when the certificate names another card number or person than the
/// files; otherwise as [`read_identity`](super::read_identity) and
/// [`read_certificate`](super::read_certificate).
pub fn read_card(channel: &mut dyn CardChannel, profile: &Profile) -> Result<ReadCard, CardError> {
    let mut dialogue = Dialogue::new(channel, profile);
    let identity = identity(&mut dialogue, profile)?;
    let certificate = certificate(&mut dialogue, profile)?;
    let read = ReadCard::new(identity, certificate);
    if read.is_consistent() {
        Ok(read)
    } else {
        Err(CardError::Inconsistent)
    }
}

impl ReadCard {
    /// What was read of one card in two conversations.
    #[must_use]
    pub fn new(identity: Identity, certificate: CardCertificate) -> Self {
        let digest = certificate.personal_data_hash();
        Self {
            personal_data_matches: identity.personal.matches_digest(digest),
            identity,
            certificate,
        }
    }

    /// Whether the certificate names the same card number and person as the files.
    #[must_use]
    pub fn is_consistent(&self) -> bool {
        self.certificate.id_carta() == self.identity.id_carta
            && self.certificate.codice_fiscale() == self.identity.personal.codice_fiscale()
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! EF.C_Carta (1101): the certificate of the card's authentication key.

use std::fmt;

use activation_protocol::{
    CardId, CodiceFiscale, IdCarta, MinimumKey, ProtocolError, verify_card_signature,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use time::OffsetDateTime;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::{Defect, tlv};

/// The card's certificate, taken apart as far as the kiosk needs. Whether it may be trusted is
/// not decided here. `Debug` prints nothing of it.
#[derive(Clone)]
pub struct CardCertificate {
    der: Vec<u8>,
    name: CommonName,
    not_after: OffsetDateTime,
    public_key: Vec<u8>,
    modulus_length: usize,
}

impl CardCertificate {
    /// Reads one certificate; bytes behind it are left out.
    ///
    /// # Errors
    /// [`Defect::Certificate`], [`Defect::CommonName`], [`Defect::CodiceFiscale`],
    /// [`Defect::IdCarta`] or [`Defect::PublicKey`], by what is not as it should be.
    pub fn parse(bytes: &[u8]) -> Result<Self, Defect> {
        let der = Self::encoded_length(bytes)
            .ok()
            .and_then(|length| bytes.get(..length))
            .ok_or(Defect::Certificate)?;
        let (_, x509) = X509Certificate::from_der(der).map_err(|_| Defect::Certificate)?;
        let key = x509.public_key();
        Ok(Self {
            name: CommonName::of(&x509)?,
            not_after: x509.validity().not_after.to_datetime(),
            public_key: key.subject_public_key.data.to_vec(),
            modulus_length: modulus_length(key)?,
            der: der.to_vec(),
        })
    }

    /// How many bytes the certificate takes, from the header of its outer SEQUENCE alone.
    ///
    /// # Errors
    /// [`Defect::Certificate`] when the bytes do not begin with a SEQUENCE.
    pub fn encoded_length(start: &[u8]) -> Result<usize, Defect> {
        if start.first() != Some(&SEQUENCE) {
            return Err(Defect::Certificate);
        }
        tlv::announced_length(start).map_err(|_| Defect::Certificate)
    }

    /// The DER of the certificate.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The name of the card in statements and tables.
    #[must_use]
    pub fn id(&self) -> CardId {
        CardId::of_certificate(&self.der)
    }

    /// The holder, from the subject's common name.
    #[must_use]
    pub fn codice_fiscale(&self) -> &CodiceFiscale {
        &self.name.codice_fiscale
    }

    /// The card's number, from the subject's common name.
    #[must_use]
    pub fn id_carta(&self) -> IdCarta {
        self.name.id_carta
    }

    /// SHA-1 over EF.Dati_personali, from the subject's common name.
    #[must_use]
    pub fn personal_data_hash(&self) -> &[u8; 20] {
        &self.name.personal_data_hash
    }

    /// The last moment of validity.
    #[must_use]
    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    /// The DER of the PKCS#1 `RSAPublicKey`.
    #[must_use]
    pub fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    /// Bytes in the key's modulus, and so in a signature.
    #[must_use]
    pub fn modulus_len(&self) -> usize {
        self.modulus_length
    }

    /// Whether the card's key made this signature (RSASSA-PKCS1-v1_5 with SHA-256). Any key the
    /// cards have is long enough here: how long it must be is a policy of the backend.
    ///
    /// # Errors
    /// [`ProtocolError::CardSignature`] when it does not verify.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), ProtocolError> {
        verify_card_signature(&self.public_key, message, signature, MinimumKey::Rsa1024)
    }
}

impl fmt::Debug for CardCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardCertificate(…)")
    }
}

/// `CF/ID_Carta.digest`, the digest being the base64 of a SHA-1.
#[derive(Clone)]
struct CommonName {
    codice_fiscale: CodiceFiscale,
    id_carta: IdCarta,
    personal_data_hash: [u8; 20],
}

impl CommonName {
    fn of(x509: &X509Certificate<'_>) -> Result<Self, Defect> {
        let mut names = x509.subject().iter_common_name();
        let (Some(name), None) = (names.next(), names.next()) else {
            return Err(Defect::CommonName);
        };
        Self::parse(name.as_str().map_err(|_| Defect::CommonName)?)
    }

    fn parse(text: &str) -> Result<Self, Defect> {
        let (person, card) = text.split_once('/').ok_or(Defect::CommonName)?;
        let (number, digest) = card.split_once('.').ok_or(Defect::CommonName)?;
        let lower_case = |c: char| c.is_ascii_lowercase();
        if person.contains(lower_case) {
            return Err(Defect::CommonName);
        }
        Ok(Self {
            codice_fiscale: CodiceFiscale::parse(person).map_err(Defect::CodiceFiscale)?,
            id_carta: IdCarta::parse(number).map_err(Defect::IdCarta)?,
            personal_data_hash: STANDARD
                .decode(digest)
                .ok()
                .and_then(|bytes| bytes.try_into().ok())
                .ok_or(Defect::CommonName)?,
        })
    }
}

fn modulus_length(key: &SubjectPublicKeyInfo<'_>) -> Result<usize, Defect> {
    match key.parsed() {
        Ok(PublicKey::RSA(rsa)) => {
            let leading = rsa.modulus.iter().take_while(|byte| **byte == 0).count();
            Ok(rsa.modulus.len() - leading)
        }
        Ok(_) | Err(_) => Err(Defect::PublicKey),
    }
}

const SEQUENCE: u8 = 0x30;

#[cfg(test)]
mod tests;

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
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    const ST11: &[u8] = include_bytes!("../../tests/fixtures/st11.certificate.der");
    const ATHENA10: &[u8] = include_bytes!("../../tests/fixtures/athena10.certificate.der");
    const NAME: &str = "RSSMRA80A01D612Y/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2sc=";

    #[test]
    fn the_subject_names_person_card_and_data() {
        let certificate = CardCertificate::parse(ST11).unwrap();
        assert_eq!(certificate.codice_fiscale().expose(), "RSSMRA80A01D612Y");
        assert_eq!(certificate.id_carta().expose(), "6090000000001006");
        assert_eq!(certificate.personal_data_hash()[..3], [0x99, 0x2B, 0xA3]);
        assert_eq!(certificate.not_after(), datetime!(2032-11-21 21:26:29 UTC));
        assert_eq!(certificate.der(), ST11);
    }

    #[test]
    fn the_modulus_is_as_long_as_the_key() {
        let length = |der| CardCertificate::parse(der).unwrap().modulus_len();
        assert_eq!(length(ST11), 256);
        assert_eq!(length(ATHENA10), 128);
    }

    #[test]
    fn zeros_behind_the_certificate_are_left_out() {
        let padded = [ST11, &[0; 793]].concat();
        assert_eq!(CardCertificate::parse(&padded).unwrap().der(), ST11);
    }

    #[test]
    fn a_cut_certificate_is_a_defect() {
        for end in [0, 1, 4, ST11.len() - 1] {
            assert_eq!(
                CardCertificate::parse(&ST11[..end]).unwrap_err(),
                Defect::Certificate
            );
        }
    }

    #[test]
    fn signatures_verify_under_the_key_and_no_other_message() {
        let signature = include_bytes!("../../tests/fixtures/athena10.signature.bin");
        let certificate = CardCertificate::parse(ATHENA10).unwrap();
        assert_eq!(
            certificate.verify(b"PUNTOSI-TEST-STATEMENT", signature),
            Ok(())
        );
        assert_eq!(
            certificate.verify(b"PUNTOSI-TEST-STATEMENT.", signature),
            Err(ProtocolError::CardSignature)
        );
    }

    #[test]
    fn a_common_name_of_another_shape_is_a_defect() {
        assert!(CommonName::parse(NAME).is_ok());
        for text in [
            "",
            "RSSMRA80A01D612Y",
            "RSSMRA80A01D612Y/6090000000001006",
            "rssmra80a01d612y/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2sc=",
            "RSSMRA80A01D612Y/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2s==",
            "RSSMRA80A01D612Y/6090000000001006.mSujRBZr5VpLfIgfwkEZv7wN2sc",
        ] {
            assert_eq!(
                CommonName::parse(text).err(),
                Some(Defect::CommonName),
                "{text}"
            );
        }
    }

    #[test]
    fn a_common_name_with_a_wrong_check_digit_says_whose() {
        let person = NAME.replace("612Y", "612X");
        assert_eq!(
            CommonName::parse(&person).err(),
            Some(Defect::CodiceFiscale(ProtocolError::CodiceFiscaleCheck))
        );
        let card = NAME.replace("1006", "1007");
        assert_eq!(
            CommonName::parse(&card).err(),
            Some(Defect::IdCarta(ProtocolError::IdCartaCheck))
        );
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_bytes_end_in_a_certificate_or_a_defect(bytes: Vec<u8>) {
            let _ = CardCertificate::parse(&bytes);
        }

        #[test]
        fn one_wrong_byte_ends_in_a_certificate_or_a_defect(at in 0..ST11.len(), byte: u8) {
            let mut der = ST11.to_vec();
            der[at] = byte;
            let _ = CardCertificate::parse(&der);
        }

        #[test]
        fn any_common_name_is_read_or_refused(text in ".{0,80}") {
            let _ = CommonName::parse(&text);
        }
    }
}

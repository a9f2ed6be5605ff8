// SPDX-License-Identifier: EUPL-1.2
//! EF.Dati_personali (1102): who the card belongs to, in sixteen fields.

use std::fmt;
use std::ops::Range;

use activation_protocol::{CodiceFiscale, ProtocolError};
use ring::digest;
use time::{Date, Month};
use zeroize::Zeroizing;

use crate::Defect;

/// The sixteen fields in the order of the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Field {
    /// Kind and region of the issuer, e.g. `6090`.
    Issuer,
    /// DDMMYYYY.
    IssueDate,
    /// DDMMYYYY.
    ExpiryDate,
    /// In capital letters.
    Surname,
    /// In capital letters.
    Name,
    /// DDMMYYYY.
    BirthDate,
    /// `M` or `F`.
    Sex,
    /// Normally empty.
    Height,
    /// 16 characters.
    CodiceFiscale,
    /// Normally empty.
    Citizenship,
    /// Cadastral code.
    BirthMunicipality,
    /// Cadastral code of a foreign State.
    BirthCountry,
    /// Normally empty.
    BirthCertificate,
    /// Cadastral code.
    ResidenceMunicipality,
    /// Normally empty.
    ResidenceAddress,
    /// Normally empty.
    ExpatriationNote,
}

/// The holder's data. It is wiped when dropped and its `Debug` prints nothing of it.
pub struct DatiPersonali {
    record: Zeroizing<Vec<u8>>,
    fields: [Range<usize>; Self::FIELDS],
    codice_fiscale: CodiceFiscale,
    expiry: Date,
}

impl DatiPersonali {
    /// Fields in the file.
    pub const FIELDS: usize = 16;
    /// Length of the file in bytes; behind the fields it is filled with zeros.
    pub const FILE_LENGTH: usize = 400;

    /// Reads the file, whole or as much of it as holds the sixteen fields.
    ///
    /// The total length at its start counts itself on some cards and not on others; as the
    /// fields end by themselves it only has to be a number.
    ///
    /// # Errors
    /// [`Defect::PersonalDataTruncated`] when the bytes end too early,
    /// [`Defect::PersonalDataLength`], [`Defect::PersonalDataExpiry`] or
    /// [`Defect::CodiceFiscale`] for malformed content.
    pub fn parse(file: &[u8]) -> Result<Self, Defect> {
        let mut position = 0;
        hexadecimal(take(file, &mut position, HEADER)?)?;
        let mut fields: [Range<usize>; Self::FIELDS] = Default::default();
        for field in &mut fields {
            let length = hexadecimal(take(file, &mut position, FIELD_HEADER)?)?;
            let start = position;
            take(file, &mut position, length)?;
            *field = start..position;
        }
        let record = Zeroizing::new(file[..position].to_vec());
        let bytes = |field: Field| &record[fields[field as usize].clone()];
        Ok(Self {
            codice_fiscale: codice_fiscale(bytes(Field::CodiceFiscale))?,
            expiry: date(bytes(Field::ExpiryDate)).ok_or(Defect::PersonalDataExpiry)?,
            fields,
            record,
        })
    }

    /// The holder's codice fiscale.
    #[must_use]
    pub fn codice_fiscale(&self) -> &CodiceFiscale {
        &self.codice_fiscale
    }

    /// The last day the card is valid.
    #[must_use]
    pub fn expiry(&self) -> Date {
        self.expiry
    }

    /// The day of birth; `None` for people of whom only the year is known.
    #[must_use]
    pub fn birth_date(&self) -> Option<Date> {
        date(self.bytes(Field::BirthDate))
    }

    /// Kind and region of the issuer, e.g. `6090` for the Tuscan health card.
    #[must_use]
    pub fn issuer(&self) -> String {
        latin1(self.bytes(Field::Issuer))
    }

    /// Whether this is the digest the certificate names.
    ///
    /// Cards differ in what was digested: the whole file with its zeros, the record with its
    /// total length, or the fields alone. Any of them counts.
    #[must_use]
    pub fn matches_digest(&self, sha1: &[u8; 20]) -> bool {
        let mut whole = Zeroizing::new(vec![0; Self::FILE_LENGTH.max(self.record.len())]);
        whole[..self.record.len()].copy_from_slice(&self.record);
        [whole.as_slice(), &self.record, &self.record[HEADER..]]
            .iter()
            .any(|extent| {
                digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, extent).as_ref() == sha1
            })
    }

    /// SHA-256 of the record with its total length, without the zeros behind it: two readings of
    /// one card agree, and the backend compares it without seeing the record.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest::digest(&digest::SHA256, &self.record).as_ref());
        hash
    }

    fn bytes(&self, field: Field) -> &[u8] {
        &self.record[self.fields[field as usize].clone()]
    }
}

impl fmt::Debug for DatiPersonali {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatiPersonali(…)")
    }
}

fn take<'a>(file: &'a [u8], position: &mut usize, length: usize) -> Result<&'a [u8], Defect> {
    let end = *position + length;
    let bytes = file
        .get(*position..end)
        .ok_or(Defect::PersonalDataTruncated)?;
    *position = end;
    Ok(bytes)
}

/// A number of at most six ASCII hexadecimal digits.
fn hexadecimal(digits: &[u8]) -> Result<usize, Defect> {
    digits.iter().try_fold(0, |number, digit| {
        let value = char::from(*digit)
            .to_digit(16)
            .and_then(|value| usize::try_from(value).ok())
            .ok_or(Defect::PersonalDataLength)?;
        Ok(number << 4 | value)
    })
}

fn codice_fiscale(field: &[u8]) -> Result<CodiceFiscale, Defect> {
    std::str::from_utf8(field)
        .map_err(|_| ProtocolError::CodiceFiscaleShape)
        .and_then(CodiceFiscale::parse)
        .map_err(Defect::CodiceFiscale)
}

/// DDMMYYYY.
fn date(field: &[u8]) -> Option<Date> {
    if field.len() != 8 || !field.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| {
        digits
            .iter()
            .fold(0_u16, |number, digit| number * 10 + u16::from(digit - b'0'))
    };
    let month = Month::try_from(u8::try_from(number(&field[2..4])).ok()?).ok()?;
    let day = u8::try_from(number(&field[..2])).ok()?;
    Date::from_calendar_date(i32::from(number(&field[4..])), month, day).ok()
}

/// ISO/IEC 8859-1, where every byte is the character of its own number.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

const HEADER: usize = 6;
const FIELD_HEADER: usize = 2;

#[cfg(test)]
mod tests;

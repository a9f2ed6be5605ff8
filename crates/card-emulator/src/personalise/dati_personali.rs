// SPDX-License-Identifier: EUPL-1.2
//! EF.Dati_personali, whose hash is in the certificate.

use super::calendar::{Validity, card_date};
use super::citizen::Citizen;

/// Allocated size of the file.
pub(super) const SIZE: usize = 400;

/// The whole file: total length, sixteen fields, zeros up to 400 bytes.
pub(super) fn file(issuer: &str, citizen: &Citizen, validity: Validity) -> Vec<u8> {
    let sex = if citizen.female { "F" } else { "M" };
    let fields = [
        issuer,
        &card_date(validity.issued),
        &card_date(validity.expires),
        &citizen.surname,
        &citizen.name,
        &card_date(citizen.birth_date),
        sex,
        "", // height
        &citizen.codice_fiscale(),
        "", // citizenship
        citizen.birth_municipality,
        "", // foreign state of birth
        "", // birth certificate
        citizen.birth_municipality,
        "", // address
        "", // expatriation
    ];
    let payload: String = fields
        .iter()
        .map(|text| format!("{:02X}{text}", text.len()))
        .collect();
    let mut bytes = format!("{:06X}{payload}", payload.len() + 6).into_bytes();
    bytes.resize(SIZE, 0);
    bytes
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
    use time::macros::date;

    use super::*;

    fn worked_example() -> Vec<u8> {
        let rossi = Citizen {
            surname: "ROSSI".into(),
            name: "MARIO".into(),
            female: false,
            birth_date: date!(1980 - 01 - 01),
            birth_municipality: "D612",
        };
        let validity = Validity {
            issued: date!(2026 - 01 - 15),
            expires: date!(2032 - 01 - 14),
        };
        file("6090", &rossi, validity)
    }

    #[test]
    fn the_worked_example_comes_out_byte_for_byte() {
        let flat = "0000650460900815012026081401203205ROSSI05MARIO080101198001M0010\
                    RSSMRA80A01D612Y0004D612000004D6120000";
        let file = worked_example();
        assert_eq!(file.len(), 400);
        assert_eq!(&file[..101], flat.as_bytes());
        assert!(file[101..].iter().all(|byte| *byte == 0));
    }

    #[test]
    fn the_hashes_of_the_worked_example_are_the_known_ones() {
        let file = worked_example();
        let hash = |bytes| BASE64_STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes));
        assert_eq!(hash(&file), "mSujRBZr5VpLfIgfwkEZv7wN2sc=");
        assert_eq!(hash(&file[..101]), "sq4dMmCzp7x1QFSP6nCFbv6Oqzs=");
        assert_eq!(hash(&file[6..101]), "oOj5oByRZ+aJJD0yywc9AVsLuAQ=");
    }
}

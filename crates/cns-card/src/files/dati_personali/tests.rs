// SPDX-License-Identifier: EUPL-1.2
//! The parser against synthetic files: good, odd, cut and random.

use proptest::prelude::*;
use time::macros::date;

use super::*;

const FIELDS: [&str; 16] = [
    "6090",
    "15012026",
    "14012032",
    "ROSSI",
    "MARIO",
    "01011980",
    "M",
    "",
    "RSSMRA80A01D612Y",
    "",
    "D612",
    "",
    "",
    "D612",
    "",
    "",
];

fn payload(fields: &[Vec<u8>; 16]) -> Vec<u8> {
    fields
        .iter()
        .flat_map(|field| [format!("{:02X}", field.len()).into_bytes(), field.clone()])
        .flatten()
        .collect()
}

fn file(header: usize, payload: &[u8]) -> Vec<u8> {
    [format!("{header:06X}").as_bytes(), payload].concat()
}

fn synthetic() -> Vec<u8> {
    file(
        101,
        &payload(&FIELDS.map(|field| field.as_bytes().to_vec())),
    )
}

#[test]
fn the_file_tells_the_holder_and_the_card() {
    let data = DatiPersonali::parse(&synthetic()).unwrap();
    assert_eq!(data.codice_fiscale().expose(), "RSSMRA80A01D612Y");
    assert_eq!(data.expiry(), date!(2032 - 01 - 14));
    assert_eq!(data.birth_date(), Some(date!(1980 - 01 - 01)));
    assert_eq!(data.issuer(), "6090");
}

#[test]
fn the_total_length_may_count_itself_or_not_or_be_wrong() {
    let payload = payload(&FIELDS.map(|field| field.as_bytes().to_vec()));
    for header in [payload.len(), payload.len() + 6, 0, 0xFF_FFFF] {
        assert!(DatiPersonali::parse(&file(header, &payload)).is_ok());
    }
}

#[test]
fn every_shorter_file_is_truncated() {
    let whole = synthetic();
    for end in 0..whole.len() {
        assert_eq!(
            DatiPersonali::parse(&whole[..end]).unwrap_err(),
            Defect::PersonalDataTruncated
        );
    }
}

#[test]
fn zeros_behind_the_fields_are_not_read() {
    let mut padded = synthetic();
    padded.resize(DatiPersonali::FILE_LENGTH, 0);
    assert!(DatiPersonali::parse(&padded).is_ok());
    let empty = [0; DatiPersonali::FILE_LENGTH];
    assert_eq!(
        DatiPersonali::parse(&empty).unwrap_err(),
        Defect::PersonalDataLength
    );
}

#[test]
fn names_of_any_alphabet_and_length_do_not_disturb() {
    for length in [0x00, 0x7F, 0x80, 0xFF] {
        let mut fields = FIELDS.map(|field| field.as_bytes().to_vec());
        fields[Field::Surname as usize] = vec![0xC0; length];
        let data = DatiPersonali::parse(&file(0, &payload(&fields))).unwrap();
        assert_eq!(latin1(data.bytes(Field::Surname)), "À".repeat(length));
    }
}

#[test]
fn a_birth_date_without_a_day_is_no_date() {
    let mut fields = FIELDS.map(|field| field.as_bytes().to_vec());
    fields[Field::BirthDate as usize] = b"00001980".to_vec();
    let data = DatiPersonali::parse(&file(0, &payload(&fields))).unwrap();
    assert_eq!(data.birth_date(), None);
}

#[test]
fn any_of_the_three_digests_matches() {
    let data = DatiPersonali::parse(&synthetic()).unwrap();
    // SHA-1 of 400 bytes, of the 101 of the record, of the 95 of its fields.
    for digest in [
        "992ba344166be55a4b7c881fc24119bfbc0ddac7",
        "b2ae1d3260b3a7bc7540548fea70856efe8eab3b",
        "a0e8f9a01c9167e689243d32cb073d015b0bb804",
    ] {
        let bytes: Vec<u8> = (0..20)
            .map(|i| u8::from_str_radix(&digest[2 * i..2 * i + 2], 16).unwrap())
            .collect();
        assert!(data.matches_digest(bytes.as_slice().try_into().unwrap()));
    }
    assert!(!data.matches_digest(&[0; 20]));
}

#[test]
fn debug_shows_nothing_of_the_holder() {
    let data = DatiPersonali::parse(&synthetic()).unwrap();
    assert_eq!(format!("{data:?}"), "DatiPersonali(…)");
}

proptest! {
    #![proptest_config(crate::seeded::cases())]

    #[test]
    fn any_bytes_end_in_data_or_a_defect(bytes: Vec<u8>) {
        let _ = DatiPersonali::parse(&bytes);
    }

    #[test]
    fn one_wrong_byte_ends_in_data_or_a_defect(at in 0_usize..101, byte: u8) {
        let mut file = synthetic();
        file[at] = byte;
        let _ = DatiPersonali::parse(&file);
    }

    #[test]
    fn fields_are_read_as_they_are_written(
        free in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..0x100), 16),
    ) {
        let mut fields: [Vec<u8>; 16] = free.try_into().unwrap();
        for fixed in [Field::ExpiryDate, Field::CodiceFiscale] {
            fields[fixed as usize] = FIELDS[fixed as usize].as_bytes().to_vec();
        }
        let data = DatiPersonali::parse(&file(0, &payload(&fields))).unwrap();
        for (range, field) in data.fields.iter().zip(&fields) {
            prop_assert_eq!(&data.record[range.clone()], field.as_slice());
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The parser against real fixtures, certificates written here, and anything else.

use proptest::prelude::*;
use time::macros::datetime;

use super::*;

const ST11: &[u8] = include_bytes!("../../../tests/fixtures/st11.certificate.der");
const ATHENA10: &[u8] = include_bytes!("../../../tests/fixtures/athena10.certificate.der");
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
    let signature = include_bytes!("../../../tests/fixtures/athena10.signature.bin");
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

/// A data object (ISO/IEC 8825-1, 8.1) in its shortest form.
fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let value = parts.concat();
    let length = u16::try_from(value.len()).unwrap().to_be_bytes();
    let header = match value.len() {
        0..=0x7F => vec![tag, length[1]],
        0x80..=0xFF => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [header, value].concat()
}

/// A certificate with this common name, a modulus of so many bytes, and a signature of zeros.
fn written(common_name: &str, modulus: usize) -> Vec<u8> {
    let rsa = der(
        0x30,
        &[b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B", b"\x05\x00"],
    );
    let name = der(0x0C, &[common_name.as_bytes()]);
    let name = der(0x30, &[b"\x06\x03\x55\x04\x03", &name]);
    let subject = der(0x30, &[&der(0x31, &[&name])]);
    let until = der(0x17, &[b"320114225959Z"]);
    let validity = der(0x30, &[&der(0x17, &[b"260115000000Z"]), &until]);
    // The highest bit is set, so the number takes a zero byte in front.
    let number = der(0x02, &[&[0x00], &vec![0xC5; modulus]]);
    let key = der(0x30, &[&number, b"\x02\x03\x01\x00\x01"]);
    let oid = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01";
    let algorithm = der(0x30, &[oid, b"\x05\x00"]);
    let key = der(0x30, &[&algorithm, &der(0x03, &[&[0], &key])]);
    let version = b"\xA0\x03\x02\x01\x02";
    let serial = b"\x02\x01\x01";
    let signed = [
        version,
        &serial[..],
        &rsa,
        &subject,
        &validity,
        &subject,
        &key,
    ];
    let signature = der(0x03, &[&[0; 129]]);
    der(0x30, &[&der(0x30, &signed), &rsa, &signature])
}

#[test]
fn keys_of_every_length_are_measured() {
    for length in [0x7F, 0x80, 0xFF, 0x100] {
        let certificate = CardCertificate::parse(&written(NAME, length)).unwrap();
        assert_eq!(certificate.modulus_len(), length);
        assert_eq!(certificate.not_after(), datetime!(2032-01-14 22:59:59 UTC));
    }
}

#[test]
fn the_length_of_a_certificate_is_told_by_its_header() {
    for length in [0x7F, 0x80, 0xFF, 0x100] {
        let bytes = der(0x30, &[&vec![0; length]]);
        assert_eq!(
            CardCertificate::encoded_length(&bytes[..6]),
            Ok(bytes.len())
        );
    }
}

/// The codes of a man born on 1 January 1980 and his homonyms, with their check characters.
const CODES: [&str; 4] = [
    "RSSMRA80A01D612Y",
    "RSSMRA80A41D612C",
    "RSSMRA80A01D61NN",
    "RSSMRA80A01DSMNV",
];

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

    #[test]
    fn what_is_written_is_what_is_read(
        code in prop::sample::select(CODES.to_vec()),
        digits in 0_u64..10_u64.pow(15),
        digest: [u8; 20],
        padding in prop::collection::vec(any::<u8>(), 0..64),
    ) {
        let number = (0..10)
            .map(|check| format!("{digits:015}{check}"))
            .find(|text| IdCarta::parse(text).is_ok())
            .expect("one digit of ten is right");
        let bytes = written(&format!("{code}/{number}.{}", STANDARD.encode(digest)), 128);
        let read = CardCertificate::parse(&[bytes.clone(), padding].concat()).unwrap();
        prop_assert_eq!(read.codice_fiscale().expose(), code);
        let id = read.id_carta();
        prop_assert_eq!(id.expose(), number);
        prop_assert_eq!(read.personal_data_hash(), &digest);
        prop_assert_eq!(read.der(), bytes);
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Cards as they are: longer, emptier and stranger than the usual one.

use cns_card::apdu::Instruction;
use cns_card::{
    CardError, ChannelError, Defect, Profile, StatusWord, read_card, read_certificate,
    read_identity, reread_id_carta,
};

use crate::script::{ID_CARTA, ST11, Script, answered, dati_personali, hex, profile, reading};

fn st11() -> Profile {
    profile("st11")
}

/// Issuer and dates, a surname of this many letters, and the other fields.
fn record_with_surname(letters: usize) -> Vec<u8> {
    format!(
        "00000004609008150120260814012032{letters:02X}{}05MARIO080101198001M0010RSSMRA80A01D612Y\
         00000000000000",
        "A".repeat(letters)
    )
    .into_bytes()
}

/// What the EF holds of a record: 400 bytes, the rest zeros.
fn in_its_file(mut record: Vec<u8>) -> Vec<u8> {
    record.resize(400, 0);
    record
}

fn with_dati_personali(file: &[u8]) -> Script {
    Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("the holder's data", "11001102", file)
}

#[test]
fn a_name_across_two_chunks_is_read_in_two_chunks() {
    let mut card = with_dati_personali(&in_its_file(record_with_surname(0xE6)));
    let identity = read_identity(&mut card, &st11()).unwrap();
    assert_eq!(identity.personal.issuer(), "6090");
    assert_eq!(card.finished(), 5);
}

#[test]
fn a_record_that_does_not_fit_its_file_is_truncated() {
    let mut record = record_with_surname(0xFF);
    let height = record.windows(6).position(|six| six == b"01M001").unwrap() + 3;
    record.splice(
        height..height + 2,
        b"FF".iter().chain(&[b'9'; 0xFF]).copied(),
    );
    let mut card = with_dati_personali(&in_its_file(record));
    assert_eq!(
        read_identity(&mut card, &st11()).unwrap_err(),
        CardError::Malformed(Defect::PersonalDataTruncated)
    );
    assert_eq!(card.finished(), 5);
}

#[test]
fn a_short_file_may_end_with_a_warning_or_without() {
    let record = &dati_personali()[..101];
    for end in ["6282", "9000"] {
        let answer = [record, &hex(end)].concat();
        let mut card = Script::default()
            .then_file("the card's number", "10001003", ID_CARTA)
            .then("the holder's data", "00A4080C0411001102", "9000")
            .then_bytes("all there is comes at once", hex("00B00000FC"), answer);
        assert!(read_identity(&mut card, &st11()).is_ok());
        assert_eq!(card.finished(), 4);
    }
}

#[test]
fn a_card_without_a_certificate_is_told_from_a_broken_one() {
    let absent = Script::default().then("no such file", "00A4080C0411001101", "6A82");
    let empty = |answer: Vec<u8>| {
        Script::default()
            .then("the file is there", "00A4080C0411001101", "9000")
            .then_bytes("the file is empty", hex("00B00000FC"), answer)
    };
    for mut card in [
        absent,
        empty(answered(&[0x00; 252])),
        empty(answered(&[0xFF; 252])),
        empty(hex("9000")),
        empty(hex("6B00")),
    ] {
        let read = read_certificate(&mut card, &st11());
        assert_eq!(read.unwrap_err(), CardError::NoCertificate);
        card.finished();
    }
    let mut garbage = empty(answered(&[0x5A; 252]));
    assert_eq!(
        read_certificate(&mut garbage, &st11()).unwrap_err(),
        CardError::Malformed(Defect::Certificate)
    );
}

#[test]
fn a_certificate_that_ends_early_is_malformed() {
    let mut card = Script::default()
        .then_file("its beginning", "11001101", &ST11[..252])
        .then("then nothing", "00B000FCFC", "6B00");
    assert_eq!(
        read_certificate(&mut card, &st11()).unwrap_err(),
        CardError::Malformed(Defect::Certificate)
    );
    card.finished();
}

#[test]
fn a_certificate_that_promises_the_world_is_not_read() {
    let mut content = hex("3084FFFFFFFF");
    content.resize(252, 0x5A);
    let mut card = Script::default().then_file("it never ends", "11001101", &content);
    assert_eq!(
        read_certificate(&mut card, &st11()).unwrap_err(),
        CardError::Malformed(Defect::Certificate)
    );
    assert_eq!(card.finished(), 2);
}

#[test]
fn a_certificate_of_another_card_is_noticed() {
    let mut card = Script::default()
        .then_file("another number", "10001003", b"6090000000001014")
        .then_file("the holder's data", "11001102", &dati_personali()[..252])
        .then_file("the certificate", "11001101", ST11);
    let read = read_card(&mut card, &st11());
    assert_eq!(read.unwrap_err(), CardError::Inconsistent);
}

#[test]
fn other_personal_data_are_a_hint_and_no_refusal() {
    let mut data = dati_personali();
    let sex = data.windows(3).position(|three| three == b"01M").unwrap() + 2;
    data[sex] = b'F';
    let mut card = Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("the holder's data", "11001102", &data[..252])
        .then_file("the certificate", "11001101", ST11);
    let read = read_card(&mut card, &st11()).unwrap();
    assert!(!read.personal_data_matches);
}

#[test]
fn garbage_in_any_file_is_named() {
    let mut card =
        Script::default().then_file("not a number", "10001003", b"\x00\xFFnot a number!!");
    assert!(matches!(
        read_identity(&mut card, &st11()).unwrap_err(),
        CardError::Malformed(Defect::IdCarta(_))
    ));
    let mut card = Script::default()
        .then_file("the card's number", "10001003", ID_CARTA)
        .then_file("not a record", "11001102", &[0x5A; 252]);
    assert_eq!(
        read_identity(&mut card, &st11()).unwrap_err(),
        CardError::Malformed(Defect::PersonalDataLength)
    );
}

#[test]
fn a_card_that_is_no_cns_answers_so() {
    let mut card = Script::default().then("another application", "00A4080C0410001003", "6E00");
    assert_eq!(
        read_identity(&mut card, &st11()).unwrap_err(),
        CardError::Status {
            instruction: Instruction::Select,
            status: StatusWord::ClassNotSupported
        }
    );
}

#[test]
fn a_card_pulled_at_any_command_is_removed() {
    for cut in 0..10 {
        let mut left = cut;
        let mut script = reading(ST11);
        let mut card = Pulled {
            script: &mut script,
            left: &mut left,
        };
        assert_eq!(
            read_card(&mut card, &st11()).unwrap_err(),
            CardError::Channel(ChannelError::Removed)
        );
    }
}

/// Answers a number of commands, then one byte as readers do when the card goes.
struct Pulled<'a> {
    script: &'a mut Script,
    left: &'a mut usize,
}

impl cns_card::CardChannel for Pulled<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, ChannelError> {
        match self.left.checked_sub(1) {
            Some(left) => {
                *self.left = left;
                self.script.transmit(command)
            }
            None => Ok(vec![0x90]),
        }
    }
}

#[test]
fn the_same_card_is_known_again_in_two_commands() {
    let mut card = Script::default().then_file("the card's number", "10001003", ID_CARTA);
    let again = reread_id_carta(&mut card, &st11()).unwrap();
    assert_eq!(again.expose().as_bytes(), ID_CARTA);
    assert_eq!(card.finished(), 2);
}

#[test]
fn a_card_with_several_applications_is_asked_for_the_cns_first() {
    let mut profile = st11();
    profile.identity.application = cns_card::profile::Hex::parse("A000000530000B104001021A");
    let mut card = Script::default()
        .then(
            "the CNS is one of several",
            "00A4040C0CA000000530000B104001021A",
            "9000",
        )
        .then_file("the card's number", "10001003", ID_CARTA);
    assert!(reread_id_carta(&mut card, &profile).is_ok());
    card.finished();
}

// SPDX-License-Identifier: EUPL-1.2
//! Cards and readers that answer in pieces, or want the command put another way.

use activation_protocol::Pin;
use cns_card::apdu::{Transport, exchange};
use cns_card::{
    CardError, PinAnswer, StatusWord, commands, read_certificate, reread_id_carta, verify_pin,
};

use crate::script::{ID_CARTA, Script, answered, hex, profile};

#[test]
fn an_answer_in_pieces_is_put_together() {
    let mut card = Script::default()
        .then("the first piece", "00B0000004", "01 02 6102")
        .then("the second piece", "00C0000002", "03 6101")
        .then("the last piece", "00C0000001", "04 9000");
    let read = commands::read_binary(0, 4).unwrap();
    let response = exchange(&mut card, read, Transport::Short).unwrap();
    assert_eq!(*response.data, [1, 2, 3, 4]);
    assert_eq!(response.status, StatusWord::Success);
    card.finished();
}

#[test]
fn a_card_that_never_stops_promising_is_left() {
    let mut card = Script::default().then("there is more", "00B0000004", "6101");
    for _ in 0..16 {
        card = card.then("there is always more", "00C0000001", "00 6101");
    }
    let read = commands::read_binary(0, 4).unwrap();
    let response = exchange(&mut card, read, Transport::Short).unwrap();
    assert_eq!(response.status, StatusWord::MoreData(1));
    card.finished();
}

#[test]
fn a_read_is_issued_again_with_the_length_the_card_names() {
    let mut card = Script::default()
        .then("the card's number", "00A4080C0410001003", "9000")
        .then("only sixteen bytes", "00B0000010", "6C08")
        .then_bytes(
            "the first eight",
            hex("00B0000008"),
            answered(&ID_CARTA[..8]),
        )
        .then_bytes(
            "the other eight",
            hex("00B0000808"),
            answered(&ID_CARTA[8..]),
        );
    assert!(reread_id_carta(&mut card, &profile("st11")).is_ok());
    card.finished();
}

#[test]
fn a_wrong_length_twice_is_an_answer() {
    let mut card = Script::default()
        .then("not four", "00B0000004", "6C03")
        .then("not three either", "00B0000003", "6C02");
    let read = commands::read_binary(0, 4).unwrap();
    let response = exchange(&mut card, read, Transport::Short).unwrap();
    assert_eq!(response.status, StatusWord::WrongExpectedLength(2));
    card.finished();
}

#[test]
fn a_card_that_must_describe_its_files_is_let() {
    let mut card = Script::default()
        .then("not without describing it", "00A4080C0410001003", "6A86")
        .then(
            "the file has sixteen bytes",
            "00A408000410001003 00",
            "6F04 80020010 9000",
        )
        .then_bytes("the number", hex("00B0000010"), answered(ID_CARTA));
    assert!(reread_id_carta(&mut card, &profile("st11")).is_ok());
    card.finished();
}

#[test]
fn a_card_may_insist_on_another_length_of_the_rest() {
    let mut card = Script::default()
        .then("there is more", "00B0000004", "6104")
        .then("but not four", "00C0000004", "6C03")
        .then("three, and more", "00C0000003", "01 02 03 6101")
        .then("the last", "00C0000001", "04 9000");
    let read = commands::read_binary(0, 4).unwrap();
    let response = exchange(&mut card, read, Transport::Short).unwrap();
    assert_eq!(*response.data, [1, 2, 3, 4]);
    card.finished();
}

#[test]
fn a_word_of_the_generation_is_taken_for_what_it_means() {
    let mut profile = profile("st11");
    let words = "[w]\n\"6A81\" = \"6A82\"\n\"6302\" = \"63C2\"\n\"6F86\" = \"6A86\"";
    let mut tables: toml::Table = toml::from_str(words).unwrap();
    profile.status_words = tables.remove("w").unwrap().try_into().unwrap();
    let mut card = Script::default().then("not found, it means", "00A4080C0411001101", "6A81");
    let read = read_certificate(&mut card, &profile);
    assert_eq!(read.unwrap_err(), CardError::NoCertificate);
    let mut card = Script::default().then("wrong", "0020009008 3438313531FFFFFF", "6302");
    let answer = verify_pin(&mut card, &profile, &Pin::new(b"48151").unwrap());
    let tries_left = Some(2);
    assert_eq!(answer, Ok(PinAnswer::Wrong { tries_left }));
    let mut card = Script::default()
        .then("it wants to describe", "00A4080C0410001003", "6F86")
        .then("it does not", "00A408000410001003 00", "9000")
        .then_bytes("the number", hex("00B0000010"), answered(ID_CARTA));
    assert!(reread_id_carta(&mut card, &profile).is_ok());
    card.finished();
}

// SPDX-License-Identifier: EUPL-1.2
//! The key at work: the block it is given, and what else can come back.

use cns_card::apdu::{Instruction, Transport};
use cns_card::{CardError, Defect, Profile, StatusWord, sign};

use crate::script::{STATEMENT, Script, answered, hex, profile};

/// `00 01 FF … FF 00`, the SHA-256 prefix, and the digest of the statement.
pub(crate) fn padded(modulus: usize) -> Vec<u8> {
    let mut block = vec![0x00, 0x01];
    block.resize(modulus - 52, 0xFF);
    block.push(0x00);
    block.extend(hex("3031300D060960864801650304020105000420"));
    block.extend(hex(
        "36A24E7F9B345CDEC97ED8B1C0F52CF4AC2E2AC29738F24B781C48486D7FBD81",
    ));
    block
}

/// PIN 48151 and a signature on the athena10 card: one short command does it.
pub(crate) fn signing_athena10(card: Script) -> Script {
    let signature = include_bytes!("../fixtures/athena10.signature.bin");
    let command = [hex("002A80868100"), padded(128), vec![0x00]].concat();
    card.then(
        "local references are meant in the MF",
        "00A4000C023F00",
        "9000",
    )
    .then("the PIN is right", "0020001008 3438313531FFFFFF", "9000")
    .then("environment 3 is restored", "0022F30300", "9000")
    .then("key 1 is set for decipherment", "0022F1B803830101", "9000")
    .then_bytes("the block comes back signed", command, answered(signature))
}

/// PIN 48151 and a signature on the st11 card: one extended command does it.
pub(crate) fn signing_st11(card: Script) -> Script {
    let signature = include_bytes!("../fixtures/st11.signature.bin");
    card.then("the PIN is right", "0020009008 3438313531FFFFFF", "9000")
        .then("environment 3 is restored", "0022F30300", "9000")
        .then("key 1 is set for decipherment", "0022F1B803830101", "9000")
        .then_bytes(
            "the block comes back signed",
            extended(),
            answered(signature),
        )
}

fn extended() -> Vec<u8> {
    [hex("002A8086 000101 00"), padded(256), hex("0100")].concat()
}

/// The 257 bytes in a chain of 255 and 2.
fn chained() -> [Vec<u8>; 2] {
    let data = [vec![0x00], padded(256)].concat();
    [
        [&hex("102A8086FF")[..], &data[..255]].concat(),
        [&hex("002A808602")[..], &data[255..], &[0x00]].concat(),
    ]
}

fn ready_to_sign() -> Script {
    Script::default()
        .then("environment 3 is restored", "0022F30300", "9000")
        .then("key 1 is set for decipherment", "0022F1B803830101", "9000")
}

fn athena10() -> Profile {
    profile("athena10")
}

#[test]
fn without_a_verified_pin_the_refusal_is_kept() {
    let command = [hex("002A80868100"), padded(128), vec![0x00]].concat();
    let mut card = ready_to_sign().then_bytes("the key is locked", command, hex("6982"));
    assert_eq!(
        sign(&mut card, &athena10(), 128, STATEMENT),
        Err(CardError::Status {
            instruction: Instruction::PerformSecurityOperation,
            status: StatusWord::SecurityStatusNotSatisfied
        })
    );
    card.finished();
}

#[test]
fn a_signature_of_another_length_is_a_defect() {
    let command = [hex("002A80868100"), padded(128), vec![0x00]].concat();
    let mut card = ready_to_sign().then_bytes("one byte is missing", command, answered(&[7; 127]));
    assert_eq!(
        sign(&mut card, &athena10(), 128, STATEMENT),
        Err(CardError::Malformed(Defect::SignatureLength))
    );
}

#[test]
fn a_key_too_long_for_the_transport_is_not_tried() {
    let mut card = Script::default();
    assert_eq!(
        sign(&mut card, &athena10(), 256, STATEMENT),
        Err(CardError::CommandTooLong)
    );
    assert_eq!(card.finished(), 0);
}

#[test]
fn a_card_that_takes_no_extended_command_is_given_a_chain() {
    let signature = include_bytes!("../fixtures/st11.signature.bin");
    for refusal in ["6700", "6E00"] {
        let [first, last] = chained();
        let mut card = ready_to_sign()
            .then_bytes("the form is refused", extended(), hex(refusal))
            .then_bytes("the first 255 bytes are taken", first, hex("9000"))
            .then_bytes("the block comes back signed", last, answered(signature));
        let signed = sign(&mut card, &profile("st11"), 256, STATEMENT);
        assert_eq!(signed.as_deref(), Ok(&signature[..]));
        card.finished();
    }
}

#[test]
fn a_profile_may_ask_for_a_chain_at_once() {
    let signature = include_bytes!("../fixtures/st11.signature.bin");
    let mut chaining = profile("st11");
    chaining.transport.long_commands = Transport::Chained;
    let [first, last] = chained();
    let mut card = ready_to_sign()
        .then_bytes("the first 255 bytes are taken", first, hex("9000"))
        .then_bytes("the block comes back signed", last, answered(signature));
    let signed = sign(&mut card, &chaining, 256, STATEMENT);
    assert_eq!(signed.as_deref(), Ok(&signature[..]));
    card.finished();
}

#[test]
fn a_chain_the_card_refuses_ends_at_once() {
    let [first, _] = chained();
    let mut card = ready_to_sign()
        .then_bytes("extended is not known", extended(), hex("6700"))
        .then_bytes("nor is chaining", first, hex("6884"));
    assert_eq!(
        sign(&mut card, &profile("st11"), 256, STATEMENT),
        Err(CardError::Status {
            instruction: Instruction::PerformSecurityOperation,
            status: StatusWord::ChainingNotSupported
        })
    );
    card.finished();
}

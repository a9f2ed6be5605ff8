// SPDX-License-Identifier: EUPL-1.2
//! What is left of a card nobody knows: enough to make a profile, nothing of its holder.

use cns_card::{ChannelError, Probe, StatusWord, fingerprint};

use crate::generations::ALL;
use crate::model::{Habits, ModelCard};
use crate::script::Script;

#[test]
fn a_card_with_several_applications_says_so_in_one_line() {
    let ace25 = ALL.last().expect("seven");
    let mut card = ModelCard::new(ace25, Habits::default());
    assert_eq!(
        fingerprint(&mut card, &ace25.atr()).to_string(),
        "atr=3BFF1800FF8131FE4D006B0404B85B01F101434E531031809D mf=9000 1000/1003=6A82 \
         1100/1101=6A82 1400/9001/2002=6A82 cns=9000 cns/1000/1003=9000 esign=9000 \
         esign/DA01/C001=9000"
    );
    let commands: Vec<u8> = card.sent.iter().map(|frame| frame[1]).collect();
    assert_eq!(commands, [0xA4; 8], "nothing is read, no PIN is spoken of");
}

#[test]
fn a_card_that_refuses_the_terse_question_is_asked_the_long_one_from_then_on() {
    let long = |path: &'static str, answer: &'static str| ("asked at length", path, answer);
    let mut card = Script::default().then("refused", "00A4000C023F00", "6A86");
    for (why, command, answer) in [
        long("00A40000023F0000", "6F04 8002 0190 9000"),
        long("00A408000410001003 00", "6110"),
    ] {
        card = card.then(why, command, answer);
    }
    let mut card = card.then_fails("gone", "00A408000411001101 00", ChannelError::Removed);
    let line = fingerprint(&mut card, &[]).to_string();
    assert!(
        line.starts_with("atr= mf=9000 1000/1003=6110 1100/1101=- "),
        "{line}"
    );
    card.finished();
}

#[test]
fn each_generation_has_a_fingerprint_of_its_own_kind() {
    for (index, place) in [
        (0, Probe::Certificate),
        (4, Probe::CertificateInSignatureDirectory),
        (6, Probe::CertificateInEsign),
    ] {
        let mut card = ModelCard::new(&ALL[index], Habits::default());
        let print = fingerprint(&mut card, &ALL[index].atr());
        assert_eq!(print.answer(place), Some(StatusWord::Success));
    }
}

#[test]
fn a_card_that_goes_leaves_what_it_had_said() {
    let mut card = Script::default()
        .then("there is a master file", "00A4000C023F00", "9000")
        .then_fails(
            "then it is gone",
            "00A4080C0410001003",
            ChannelError::Removed,
        );
    let print = fingerprint(&mut card, &[0x3B, 0x80, 0x80, 0x01, 0x01]);
    assert_eq!(print.answer(Probe::MasterFile), Some(StatusWord::Success));
    assert_eq!(print.answer(Probe::IdCarta), None);
    let line = print.to_string();
    assert!(
        line.starts_with("atr=3B80800101 mf=9000 1000/1003=- "),
        "{line}"
    );
    card.finished();
}

#[test]
fn data_a_card_sends_unasked_is_not_kept() {
    let mut card = Script::default()
        .then(
            "it describes itself",
            "00A4000C023F00",
            "6F04 5A02 1234 9000",
        )
        .then("and promises more", "00A4080C0410001003", "6110")
        .then_fails("then it is gone", "00A4080C0411001101", ChannelError::Reset);
    let line = fingerprint(&mut card, &[]).to_string();
    assert!(
        line.starts_with("atr= mf=9000 1000/1003=6110 1100/1101=- "),
        "{line}"
    );
    card.finished();
}

#[test]
fn an_answer_to_reset_longer_than_any_is_cut() {
    let mut card = Script::default().then_fails("mute", "00A4000C023F00", ChannelError::Transport);
    assert_eq!(fingerprint(&mut card, &[0x3B; 4096]).atr().len(), 33);
}

// SPDX-License-Identifier: EUPL-1.2
//! What each answer to a PIN or PUK means, and that it is asked for exactly once.

use activation_protocol::{Pin, Puk};
use cns_card::apdu::Instruction;
use cns_card::{
    CardError, ChangeAnswer, ChannelError, PinAnswer, StatusWord, change_pin, reset_pin, verify_pin,
};

use crate::script::{Script, profile};

fn pin(digits: &str) -> Pin {
    Pin::new(digits.as_bytes()).expect("the test's own digits")
}

fn verified(answer: &str) -> Result<PinAnswer, CardError> {
    let mut card = Script::default().then("one try", "0020009008 3438313531FFFFFF", answer);
    let result = verify_pin(&mut card, &profile("st11"), &pin("48151"));
    card.finished();
    result
}

#[test]
fn each_answer_to_a_pin_has_its_meaning() {
    let wrong = |tries_left| PinAnswer::Wrong { tries_left };
    for (answer, meaning) in [
        ("9000", PinAnswer::Accepted),
        ("63C2", wrong(Some(2))),
        ("63C1", wrong(Some(1))),
        ("63C0", PinAnswer::Blocked),
        ("6300", wrong(None)),
        ("6983", PinAnswer::Blocked),
        ("6984", PinAnswer::NotUsable),
    ] {
        assert_eq!(verified(answer), Ok(meaning), "{answer}");
    }
}

#[test]
fn an_answer_that_says_nothing_of_the_pin_is_an_error() {
    for (answer, status) in [
        ("6A88", StatusWord::ReferenceDataNotFound),
        ("6700", StatusWord::WrongLength),
        ("6F00", StatusWord::NoDiagnosis),
    ] {
        assert_eq!(
            verified(answer),
            Err(CardError::Status {
                instruction: Instruction::Verify,
                status
            })
        );
    }
}

#[test]
fn a_pin_is_never_sent_a_second_time_for_a_wrong_length() {
    assert_eq!(
        verified("6C08"),
        Err(CardError::Status {
            instruction: Instruction::Verify,
            status: StatusWord::WrongExpectedLength(8)
        })
    );
}

#[test]
fn an_answer_to_a_pin_is_fetched_without_asking_again() {
    for (answer, meaning) in [("9000", PinAnswer::Accepted), ("63C0", PinAnswer::Blocked)] {
        let mut card = Script::default()
            .then("one try", "0020009008 3438313531FFFFFF", "6100")
            .then("what it says", "00C0000000", answer);
        let result = verify_pin(&mut card, &profile("st11"), &pin("48151"));
        assert_eq!(result, Ok(meaning));
        card.finished();
    }
}

#[test]
fn nothing_of_a_pin_is_sent_where_it_cannot_be() {
    for (name, select, refusal) in [
        ("athena10", "00A4000C023F00", "6A82"),
        ("idemia21", "00A4000C023F00", "6982"),
        ("ace25", "00A4040C0CA000000530000B104001021A", "6A82"),
    ] {
        let mut card = Script::default().then("the place is not there", select, refusal);
        let result = verify_pin(&mut card, &profile(name), &pin("48151"));
        assert!(result.unwrap_err().status().is_some());
        assert_eq!(card.finished(), 1, "{name}");
    }
}

#[test]
fn a_local_reference_is_looked_for_in_the_master_file() {
    let mut card = Script::default()
        .then("back to the MF", "00A4000C023F00", "9000")
        .then("one try", "0020001008 3438313531323334", "63C2");
    let answer = verify_pin(&mut card, &profile("athena10"), &pin("48151234"));
    assert_eq!(
        answer,
        Ok(PinAnswer::Wrong {
            tries_left: Some(2)
        })
    );
    assert_eq!(card.finished(), 2);
}

#[test]
fn a_pin_the_card_cannot_have_costs_no_try() {
    let mut profile = profile("st11");
    profile.pin.min_length = 6;
    let mut card = Script::default();
    assert_eq!(
        verify_pin(&mut card, &profile, &pin("48151")),
        Err(CardError::PinLength)
    );
    assert_eq!(
        change_pin(&mut card, &profile, &pin("481516"), &pin("48151")),
        Err(CardError::PinLength)
    );
    assert_eq!(card.finished(), 0);
}

#[test]
fn each_answer_to_a_change_has_its_meaning() {
    let wrong = |tries_left| ChangeAnswer::Wrong { tries_left };
    for (answer, meaning) in [
        ("9000", ChangeAnswer::Changed),
        ("63C1", wrong(Some(1))),
        ("6300", wrong(None)),
        ("63C0", ChangeAnswer::Blocked),
        ("6983", ChangeAnswer::Blocked),
        (
            "6985",
            ChangeAnswer::Refused(StatusWord::ConditionsNotSatisfied),
        ),
        (
            "6984",
            ChangeAnswer::Refused(StatusWord::ReferenceDataNotUsable),
        ),
        ("6A80", ChangeAnswer::Refused(StatusWord::WrongData)),
    ] {
        let mut card = Script::default().then(
            "old and new together",
            "0024009010 3438313531FFFFFF 3930323631FFFFFF",
            answer,
        );
        let changed = change_pin(&mut card, &profile("st11"), &pin("48151"), &pin("90261"));
        assert_eq!(changed, Ok(meaning), "{answer}");
        assert_eq!(card.finished(), 1);
    }
}

#[test]
fn the_puk_sets_a_new_pin() {
    let mut card = Script::default()
        .then("back to the MF", "00A4000C023F00", "9000")
        .then(
            "PUK and new PIN together",
            "002C001010 3837363534333231 3930323631FFFFFF",
            "9000",
        );
    let puk = Puk::new(b"87654321").unwrap();
    let answer = reset_pin(&mut card, &profile("athena10"), &puk, &pin("90261"));
    assert_eq!(answer, Ok(ChangeAnswer::Changed));
    card.finished();
}

#[test]
fn a_lost_answer_to_a_change_is_told_as_lost() {
    for error in [
        ChannelError::Removed,
        ChannelError::TimedOut,
        ChannelError::Reset,
        ChannelError::ReaderLost,
        ChannelError::Transport,
    ] {
        let mut card = Script::default().then_fails(
            "the change is sent and nothing comes back",
            "0024009010 3438313531FFFFFF 3930323631FFFFFF",
            error,
        );
        assert_eq!(
            change_pin(&mut card, &profile("st11"), &pin("48151"), &pin("90261")),
            Err(CardError::Channel(error))
        );
        card.finished();
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Whatever the habits of its mask, a good card of any generation is read, verified once, and
//! signs.

use activation_protocol::Pin;
use cns_card::{CardError, Defect, PinAnswer, read_card, read_certificate, sign, verify_pin};

use crate::generations::{ALL, Generation};
use crate::model::{AtEnd, Description, Habits, ModelCard, OverEnd};
use crate::script::{STATEMENT, profile};

/// The longest whole visit of the strangest card below; most take under twenty.
const MOST_COMMANDS: usize = 300;

fn each_generation(habits: Habits) {
    for generation in &ALL {
        let mut card = ModelCard::new(generation, habits);
        visit(&mut card, generation);
        assert_eq!(card.count(0x20), 1, "{} {habits:?}", generation.name);
        assert!(card.sent.len() <= MOST_COMMANDS, "{}", card.sent.len());
    }
}

fn visit(card: &mut ModelCard, generation: &Generation) {
    let profile = profile(generation.name);
    let pin = Pin::new(b"48151").expect("five digits");
    let read = read_card(card, &profile).expect(generation.name);
    assert_eq!(read.certificate.der(), generation.certificate());
    assert!(read.personal_data_matches);
    let answer = verify_pin(card, &profile, &pin);
    assert_eq!(answer, Ok(PinAnswer::Accepted), "{}", generation.name);
    let signature = sign(card, &profile, generation.modulus, STATEMENT);
    assert_eq!(signature.as_deref(), Ok(generation.signature()));
}

#[test]
fn answers_may_come_in_pieces() {
    for most in [0x20, 0x7F, 0x80, 0xFF] {
        let habits = Habits {
            pieces: Some(most),
            ..Habits::default()
        };
        each_generation(habits);
    }
}

#[test]
fn reads_may_have_a_limit_below_ours() {
    for limit in [8, 0x7F, 0x80, 0xF8, 0xFB] {
        let habits = Habits {
            largest_le: Some(limit),
            ..Habits::default()
        };
        each_generation(habits);
    }
}

#[test]
fn a_refused_length_is_remembered_for_the_rest_of_the_file() {
    let generation = &ALL[0];
    let habits = Habits {
        largest_le: Some(0x80),
        ..Habits::default()
    };
    let mut card = ModelCard::new(generation, habits);
    read_certificate(&mut card, &profile(generation.name)).unwrap();
    let reads: Vec<u8> = card.sent.iter().skip(1).map(|frame| frame[4]).collect();
    assert_eq!(reads[..3], [252, 126, 126]);
    assert!(reads[1..].iter().all(|le| *le <= 126));
}

#[test]
fn less_may_come_than_was_asked() {
    for most in [5, 16, 100, 251] {
        let habits = Habits {
            short_reads: Some(most),
            ..Habits::default()
        };
        each_generation(habits);
    }
}

#[test]
fn more_may_come_than_was_asked() {
    each_generation(Habits {
        generous: true,
        ..Habits::default()
    });
}

#[test]
fn a_file_may_end_in_any_way() {
    let over_end = [
        OverEnd::Tail,
        OverEnd::TailWithWarning,
        OverEnd::Refused,
        OverEnd::ExactLe,
    ];
    for over_end in over_end {
        for at_end in [AtEnd::WrongOffset, AtEnd::Warning, AtEnd::Success] {
            each_generation(Habits {
                over_end,
                at_end,
                ..Habits::default()
            });
            exact_file(over_end, at_end);
        }
    }
}

/// A certificate without a byte of padding: its last chunk ends where the file does.
fn exact_file(over_end: OverEnd, at_end: AtEnd) {
    let habits = Habits {
        over_end,
        at_end,
        ..Habits::default()
    };
    for generation in &ALL {
        let mut card = ModelCard::new(generation, habits);
        *card.certificate_file() = generation.certificate().to_vec();
        visit(&mut card, generation);
        // And a certificate that is not all there is one that is not there.
        let mut card = ModelCard::new(generation, habits);
        let cut = generation.certificate().len() - 10;
        *card.certificate_file() = generation.certificate()[..cut].to_vec();
        let read = read_card(&mut card, &profile(generation.name));
        assert_eq!(read.expect_err("it is cut"), Defect::Certificate.into());
        assert!(card.sent.len() <= MOST_COMMANDS);
    }
}

#[test]
fn padding_may_be_anything() {
    for filler in [0x00, 0x30, 0xFF] {
        for generation in &ALL {
            let mut card = ModelCard::new(generation, Habits::default());
            let length = generation.certificate().len();
            card.certificate_file()[length..].fill(filler);
            visit(&mut card, generation);
        }
    }
}

#[test]
fn a_card_may_describe_its_files_and_be_wrong() {
    for description in [
        Description::Right,
        Description::WithoutSize,
        Description::TooSmall,
        Description::TooBig,
        Description::Zero,
        Description::Garbage,
        Description::Empty,
    ] {
        each_generation(Habits {
            describes: Some(description),
            ..Habits::default()
        });
    }
}

#[test]
fn a_card_is_asked_without_description_once() {
    let habits = Habits {
        describes: Some(Description::Right),
        ..Habits::default()
    };
    for generation in &ALL {
        let mut card = ModelCard::new(generation, habits);
        read_card(&mut card, &profile(generation.name)).unwrap();
        assert_eq!(card.sent.len(), generation.budget[1] + 1);
    }
}

#[test]
fn extended_commands_may_be_refused() {
    for exact_signature in [false, true] {
        for no_extended in [false, true] {
            each_generation(Habits {
                no_extended,
                exact_signature,
                ..Habits::default()
            });
        }
    }
}

#[test]
fn many_habits_may_come_together() {
    each_generation(Habits {
        pieces: Some(0x40),
        largest_le: Some(0x90),
        short_reads: Some(100),
        over_end: OverEnd::ExactLe,
        at_end: AtEnd::Warning,
        describes: Some(Description::TooSmall),
        no_extended: true,
        generous: true,
        exact_signature: true,
    });
}

#[test]
fn a_missing_application_is_a_missing_certificate() {
    let ace25 = ALL.last().expect("seven");
    let mut profile = profile(ace25.name);
    profile.certificate.application = cns_card::profile::Hex::parse("A00000000000");
    let mut card = ModelCard::new(ace25, Habits::default());
    let read = read_card(&mut card, &profile);
    assert_eq!(read.unwrap_err(), CardError::NoCertificate);
}

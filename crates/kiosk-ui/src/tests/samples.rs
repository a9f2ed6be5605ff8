// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Every page a person can meet, with the parts that make it longest.

mod reports;

use activation_protocol::Outcome;
use activation_protocol::pin::WeakPin;
use kiosk_session::{Action, Entry, Fault, Notice, Screen, ScreenName, SecretSlot};
use phrases::{Language, Phrases};

use crate::page::Page;

pub(super) use reports::every_report;

/// A page with the name of its picture.
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) page: Page,
}

const CODE: &str = "K7QM-2R9T-X";

/// All of them in this language.
pub(super) fn all(phrases: &Phrases, language: Language) -> Vec<Sample> {
    let make = |name: String, screen: Screen| Sample {
        name,
        page: Page::new(phrases, screen, language, "T-0107"),
    };
    let plain = ScreenName::ALL
        .iter()
        .filter(|name| !matches!(name, ScreenName::Outcome | ScreenName::CheckReport))
        .map(|name| make(name.as_str().to_owned(), screen(*name)));
    let coded = |outcome: Outcome, sample| match outcome.has_receipt() {
        true => with_code(sample, phrases),
        false => sample,
    };
    let ends = Outcome::ALL.into_iter().flat_map(|outcome| {
        let name = format!("outcome-{}", outcome.code());
        let waiting = make(format!("{name}-card-in"), card_in(outcome));
        let free = make(name, ended(outcome));
        [free, waiting].map(|sample| coded(outcome, sample))
    });
    let special = noticed()
        .into_iter()
        .map(|(name, screen)| make(name.to_owned(), screen));
    let reports = reports::all(phrases, language);
    let samples = plain.chain(ends).chain(special).chain(reports);
    let mut samples: Vec<_> = samples.collect();
    samples.push(warned(phrases, language));
    let unprinted = Screen {
        notices: vec![Notice::CodeOnScreen],
        ..screen(ScreenName::TakeCard)
    };
    let unprinted = make("take-card-code-on-screen".to_owned(), unprinted);
    samples.push(with_code(unprinted, phrases));
    samples
}

/// A page as the session would have it, without notices.
pub(super) fn screen(name: ScreenName) -> Screen {
    Screen {
        name,
        actions: actions(name),
        outcome: None,
        notices: Vec::new(),
        tries_left: None,
        report: None,
        entry: slot(name).map(|slot| typed(slot, 0)),
        warning: false,
        deadline_ms: None,
    }
}

pub(super) fn typed(slot: SecretSlot, typed: u8) -> Entry {
    Entry {
        slot,
        typed,
        min: 5,
        max: 8,
    }
}

fn slot(name: ScreenName) -> Option<SecretSlot> {
    match name.as_str() {
        "enter-old-pin" | "check-enter-pin" => Some(SecretSlot::OldPin),
        "choose-pin" | "enter-new-pin" => Some(SecretSlot::NewPin),
        _ => None,
    }
}

/// As the session offers them, with the last card taken.
fn actions(name: ScreenName) -> Vec<Action> {
    let typing = [Action::Digit, Action::Erase, Action::Confirm];
    let own: &[Action] = match name.as_str() {
        "idle" => &[Action::Start, Action::Check],
        "enter-old-pin" | "choose-pin" | "check-enter-pin" => &typing,
        "enter-new-pin" => &[
            Action::Digit,
            Action::Erase,
            Action::Confirm,
            Action::ForgotPin,
        ],
        "outcome" => &[Action::Confirm],
        _ => &[],
    };
    let cancel = CANCELLABLE.contains(&name).then_some(Action::Cancel);
    let own = own.iter().copied();
    own.chain(cancel).chain([Action::Language]).collect()
}

const CANCELLABLE: [ScreenName; 18] = [
    ScreenName::InsertOldCard,
    ScreenName::ReadOldCard,
    ScreenName::OpenSession,
    ScreenName::EnterOldPin,
    ScreenName::VerifyOldPin,
    ScreenName::SendOldProof,
    ScreenName::RemoveOldCard,
    ScreenName::InsertNewCard,
    ScreenName::ReadNewCard,
    ScreenName::BindNewCard,
    ScreenName::ChoosePin,
    ScreenName::RequestRelease,
    ScreenName::PinUncertain,
    ScreenName::EnterNewPin,
    ScreenName::CheckInsertCard,
    ScreenName::CheckReadCard,
    ScreenName::CheckAskService,
    ScreenName::CheckEnterPin,
];

fn ended(outcome: Outcome) -> Screen {
    Screen {
        outcome: Some(outcome),
        tries_left: (outcome == Outcome::WrongPin).then_some(1),
        ..screen(ScreenName::Outcome)
    }
}

/// The same with a card still in the reader: the page waits for that.
fn card_in(outcome: Outcome) -> Screen {
    Screen {
        actions: vec![Action::Language],
        ..ended(outcome)
    }
}

fn noticed() -> Vec<(&'static str, Screen)> {
    let with = |name, notices: &[Notice]| Screen {
        notices: notices.to_vec(),
        ..screen(name)
    };
    vec![
        (
            "idle-interrupted",
            with(ScreenName::Idle, &[Notice::Interrupted]),
        ),
        (
            "insert-old-card-turn",
            with(ScreenName::InsertOldCard, &[Notice::TurnCard]),
        ),
        (
            "insert-new-card-same",
            with(ScreenName::InsertNewCard, &[Notice::SameCard]),
        ),
        (
            "enter-old-pin-wrong",
            Screen {
                tries_left: Some(2),
                entry: Some(typed(SecretSlot::OldPin, 3)),
                ..with(ScreenName::EnterOldPin, &[Notice::WrongPin])
            },
        ),
        (
            "choose-pin-weak",
            with(ScreenName::ChoosePin, &[Notice::Weak(WeakPin::Repeated)]),
        ),
        (
            "choose-pin-again",
            Screen {
                entry: Some(typed(SecretSlot::NewPinAgain, 8)),
                ..with(ScreenName::ChoosePin, &[Notice::TypeAgain])
            },
        ),
        (
            "verify-new-pin-card-gone",
            with(ScreenName::VerifyNewPin, &[Notice::Reinsert]),
        ),
        (
            "outcome-O18-unknown-type",
            Screen {
                notices: vec![Notice::UnknownType],
                ..ended(Outcome::NoChipOrUnknownType)
            },
        ),
        (
            "outcome-O05-code-on-screen",
            Screen {
                notices: vec![Notice::CodeOnScreen],
                ..ended(Outcome::ToBeCompleted)
            },
        ),
        (
            "out-of-service-no-reader",
            with(ScreenName::OutOfService, &[Notice::Fault(Fault::NoReader)]),
        ),
    ]
}

fn warned(phrases: &Phrases, language: Language) -> Sample {
    let mut screen = screen(ScreenName::EnterOldPin);
    screen.warning = true;
    screen.actions.push(Action::Extend);
    let page = Page::new(phrases, screen, language, "T-0107");
    Sample {
        name: "enter-old-pin-warning".to_owned(),
        page: page.with_warning(phrases, 20),
    }
}

fn with_code(sample: Sample, phrases: &Phrases) -> Sample {
    Sample {
        page: sample.page.with_code(phrases, CODE),
        ..sample
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Holds the catalogue against the session's own lists: nothing may lack words or break a layout.

use activation_protocol::Outcome;
use activation_protocol::pin::WeakPin;
use kiosk_session::{Action, Fault, Notice, ScreenName};
use phrases::{Language, Moment, PageFacts, PageWords, Phrases, Typing};

const ACTIONS: [Action; 10] = [
    Action::Start,
    Action::Check,
    Action::ProvePin,
    Action::Digit,
    Action::Erase,
    Action::Confirm,
    Action::Cancel,
    Action::Extend,
    Action::ForgotPin,
    Action::Language,
];

const WEAK: [WeakPin; 7] = [
    WeakPin::Length,
    WeakPin::SameDigit,
    WeakPin::Run,
    WeakPin::Repeated,
    WeakPin::BirthDate,
    WeakPin::CardNumber,
    WeakPin::Common,
];

const FAULTS: [Fault; 8] = [
    Fault::NoReader,
    Fault::NoJournal,
    Fault::Clock,
    Fault::NotEnrolled,
    Fault::Quarantined,
    Fault::Disk,
    Fault::Tamper,
    Fault::MaintenanceDue,
];

fn notices() -> Vec<Notice> {
    let plain = [
        Notice::WrongPin,
        Notice::TurnCard,
        Notice::SameCard,
        Notice::OtherCard,
        Notice::Reinsert,
        Notice::WrongSecondCard,
        Notice::PinsDiffer,
        Notice::TypeAgain,
        Notice::CodeOnScreen,
        Notice::Interrupted,
        Notice::UnknownType,
    ];
    plain
        .into_iter()
        .chain(WEAK.map(Notice::Weak))
        .chain(FAULTS.map(Notice::Fault))
        .collect()
}

/// Every page with every notice, with and without what a card may have said.
fn all_pages(language: Language) -> Vec<PageWords> {
    let phrases = Phrases::new();
    let actions = ACTIONS.map(Action::as_str);
    let names: Vec<_> = notices().into_iter().map(Notice::as_str).collect();
    let typing = Some(Typing {
        typed: 0,
        min: 5,
        max: 8,
    });
    let outcomes = Outcome::ALL.map(|outcome| ("outcome", Some(outcome)));
    let screens = ScreenName::ALL.iter().map(|name| (name.as_str(), None));
    let mut pages = Vec::new();
    for (screen, outcome) in screens.chain(outcomes) {
        for tries_left in [None, Some(1), Some(2)] {
            for notice in names.chunks(1).chain([&[] as &[&str]]) {
                let facts = PageFacts {
                    outcome,
                    notices: notice,
                    actions: &actions,
                    tries_left,
                    typing,
                    code: Some("K7QM-2R9T-X"),
                    seconds: Some(20),
                    ..PageFacts::default()
                };
                pages.push(phrases.page(language, screen, &facts));
            }
        }
    }
    pages
}

fn every_text(words: &PageWords) -> impl Iterator<Item = &str> {
    let labels = words.actions.iter().map(|(_, label)| label.as_str());
    [words.title.as_str()]
        .into_iter()
        .chain(words.reading_order())
        .chain(labels)
}

#[test]
fn every_page_notice_action_and_outcome_has_words() {
    let keys = ["page-", "notice-", "action-", "outcome-", "glass-"];
    for language in Language::ALL {
        for words in all_pages(language) {
            assert!(!words.lines.is_empty(), "{}", words.title);
            for text in every_text(&words) {
                assert!(!text.is_empty(), "{}", words.title);
                assert!(!keys.iter().any(|key| text.starts_with(key)), "{text}");
            }
        }
    }
}

#[test]
fn every_placeable_is_filled_in() {
    for language in Language::ALL {
        for words in all_pages(language) {
            for text in every_text(&words) {
                assert!(!text.contains(['{', '}', '$']), "{text}");
            }
        }
    }
}

#[test]
fn no_card_is_called_not_valid() {
    let banned = [
        "non valid",
        "non è valid",
        "invalid",
        "not valid",
        "TS-CNS",
        "CNS",
    ];
    for language in Language::ALL {
        for words in all_pages(language) {
            for text in every_text(&words) {
                let found = banned.iter().find(|word| text.contains(**word));
                assert_eq!(found, None, "{text}");
            }
        }
    }
}

#[test]
fn texts_have_the_lengths_the_layout_has_room_for() {
    for language in Language::ALL {
        for words in all_pages(language) {
            assert!(words.title.chars().count() <= 65, "{}", words.title);
            for line in words.lines.iter().chain(&words.notices).chain(&words.help) {
                assert!(line.chars().count() <= 150, "{line}");
            }
            for (_, label) in &words.actions {
                assert!(label.chars().count() <= 36, "{label}");
            }
            assert!(words.lines.len() <= 4, "{}", words.title);
        }
    }
}

#[test]
fn apostrophes_and_accents_are_typographic() {
    for language in Language::ALL {
        for words in all_pages(language) {
            for text in every_text(&words) {
                assert!(!text.contains(['\'', '"', '\u{a0}']), "{text}");
                assert!(!text.contains("  ") && text.trim() == text, "{text}");
            }
        }
    }
}

#[test]
fn a_notice_with_a_page_of_its_own_is_said_once() {
    let phrases = Phrases::new();
    let facts = PageFacts {
        outcome: Some(Outcome::NoChipOrUnknownType),
        notices: &["unknown-type"],
        ..PageFacts::default()
    };
    let words = phrases.page(Language::Italian, "outcome", &facts);
    assert_eq!(
        words.title,
        "Questo totem non sa ancora leggere questo tipo di tessera"
    );
    assert_eq!(words.lines[0], "La tessera può essere buona.");
    assert!(words.notices.is_empty());
}

#[test]
fn an_outcome_that_cannot_be_left_says_to_take_the_card() {
    let phrases = Phrases::new();
    let hint = |actions: &[&str]| {
        let facts = PageFacts {
            outcome: Some(Outcome::OldExpired),
            actions,
            ..PageFacts::default()
        };
        phrases.page(Language::Italian, "outcome", &facts).hint
    };
    assert_eq!(hint(&["confirm"]), None);
    assert_eq!(
        hint(&[]).as_deref(),
        Some("Riprendi la tessera dal lettore.")
    );
}

#[test]
fn a_slip_is_spoken_of_only_where_one_may_have_come_out() {
    let phrases = Phrases::new();
    let line = |outcome| {
        let facts = PageFacts {
            outcome,
            ..PageFacts::default()
        };
        let mut words = phrases.page(Language::Italian, "take-card", &facts);
        words.lines.swap_remove(0)
    };
    let checked = line(None);
    assert_eq!(checked, "Non dimenticarla nel lettore.");
    for outcome in Outcome::ALL {
        let told = line(Some(outcome)).contains("ricevuta");
        assert_eq!(told, outcome.has_receipt(), "{outcome:?}");
    }
}

#[test]
fn tries_are_counted_in_words() {
    let phrases = Phrases::new();
    let notice = |tries_left| {
        let facts = PageFacts {
            notices: &["wrong-pin"],
            tries_left,
            ..PageFacts::default()
        };
        let words = phrases.page(Language::Italian, "enter-old-pin", &facts);
        words.notices[0].clone()
    };
    assert!(notice(Some(1)).ends_with("ti resta 1 tentativo."));
    assert!(notice(Some(2)).ends_with("ti restano 2 tentativi."));
    assert!(notice(None).ends_with("riprova."));
}

#[test]
fn every_receipt_says_what_to_do_next_and_whom_to_call() {
    let phrases = Phrases::new();
    for language in Language::ALL {
        for outcome in Outcome::ALL.into_iter().filter(|o| o.has_receipt()) {
            let words = phrases.receipt(language, outcome);
            assert!(!words.next_steps.is_empty(), "{}", words.title);
            assert!(words.phone.contains("800.004477"));
        }
    }
}

#[test]
fn moments_are_written_as_people_write_them() {
    let phrases = Phrases::new();
    let moment = Moment {
        year: 2026,
        month: 11,
        day: 3,
        hour: 9,
        minute: 5,
    };
    let italian = phrases.moment(Language::Italian, moment);
    assert_eq!(italian, "3 novembre 2026, 9:05");
    let english = phrases.moment(Language::English, moment);
    assert_eq!(english, "3 November 2026, 9:05");
}

#[test]
fn words_around_the_page_are_filled_in() {
    let phrases = Phrases::new();
    assert_eq!(
        phrases.step(Language::Italian, 3),
        "Passo 3 di 4: Nuovo PIN"
    );
    assert_eq!(phrases.typed(Language::English, 1), "1 digit typed");
    assert_eq!(
        phrases.typed(Language::Italian, 0),
        "Nessuna cifra inserita"
    );
    assert!(
        phrases
            .warning(Language::Italian, 1)
            .ends_with("1 secondo.")
    );
    assert_eq!(phrases.totem(Language::Italian, "T-07"), "Totem T-07");
    let glass = phrases.glass(Language::Italian);
    assert!(glass.helpdesk.contains("800.004477") && !glass.helpdesk.contains('{'));
}

#[test]
fn a_changed_consent_gets_a_new_version() {
    let hash = ring::digest::digest(&ring::digest::SHA256, phrases::canonical_consent());
    let hex: String = hash.as_ref()[..8]
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(
        (phrases::CONSENT_VERSION, hex.as_str()),
        ("2026-11", "7eea1992e90f4166")
    );
}

#[test]
fn no_sentence_is_left_over() {
    let known = known_keys();
    let sources = [
        include_str!("../locales/it/pages.ftl"),
        include_str!("../locales/it/check.ftl"),
        include_str!("../locales/it/outcomes.ftl"),
        include_str!("../locales/it/actions.ftl"),
        include_str!("../locales/it/notices.ftl"),
    ];
    let lines = sources.iter().flat_map(|source| source.lines());
    for key in lines.filter_map(|line| line.split_once(" = ")) {
        let page = key.0.split("--with-").next().expect("a first part");
        let is_key = !key.0.starts_with([' ', '#']) && !key.0.starts_with("fact-");
        assert!(!is_key || known.iter().any(|known| known == page), "{page}");
    }
}

fn known_keys() -> Vec<String> {
    let pages = ScreenName::ALL
        .iter()
        .map(|name| format!("page-{}", name.as_str()));
    let outcomes = Outcome::ALL.map(|outcome| format!("outcome-{}", outcome.code()));
    let actions = ACTIONS.map(|action| format!("action-{}", action.as_str()));
    let notices = notices()
        .into_iter()
        .map(|notice| format!("notice-{}", notice.as_str()));
    pages
        .chain(outcomes)
        .chain(actions)
        .chain(notices)
        .collect()
}

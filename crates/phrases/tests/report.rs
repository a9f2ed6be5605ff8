// SPDX-License-Identifier: EUPL-1.2
//! Walks every report a check can end with: each has words, and they are the right ones.

use phrases::{CardOnPage, Fact, Language, PageFacts, PageWords, Phrases, ReportFacts};
use time::macros::date;

const FOUND: [&str; 5] = [
    "card",
    "inconsistent",
    "no-certificate",
    "unknown-type",
    "unreadable",
];

const SERVICE: [&str; 8] = [
    "not-asked",
    "unreachable",
    "active",
    "not-activated",
    "replaced",
    "blocked",
    "expired",
    "unknown",
];

const CERTIFICATE: [&str; 9] = [
    "unasked",
    "good",
    "not-yet-valid",
    "expired",
    "suspended",
    "revoked",
    "issuer-unknown",
    "refused",
    "not-checkable",
];

const PROOF: [&str; 6] = [
    "not-tried",
    "works",
    "stopped-in-time",
    "blocked",
    "not-usable",
    "failed",
];

const ACTIONS: [&[&str]; 2] = [&["confirm"], &["prove-pin", "confirm", "language"]];

fn card(issuer: Option<&str>) -> CardOnPage {
    CardOnPage {
        issuer: issuer.map(str::to_owned),
        card_until: date!(2026 - 11 - 24),
        certificate_until: date!(2026 - 11 - 03),
        today: date!(2026 - 11 - 25),
    }
}

fn reports() -> impl Iterator<Item = ReportFacts<'static>> {
    FOUND.into_iter().flat_map(|found| {
        SERVICE.into_iter().flat_map(move |service| {
            CERTIFICATE.into_iter().flat_map(move |certificate| {
                PROOF.into_iter().map(move |proof| ReportFacts {
                    found,
                    service,
                    certificate,
                    proof,
                })
            })
        })
    })
}

fn page(
    phrases: &Phrases,
    language: Language,
    report: ReportFacts<'_>,
    card: Option<&CardOnPage>,
    actions: &[&str],
) -> PageWords {
    let facts = PageFacts {
        report: Some(report),
        card,
        actions,
        ..PageFacts::default()
    };
    phrases.page(language, "check-report", &facts)
}

/// Every report with every card and every set of actions.
fn walk(mut look: impl FnMut(&ReportFacts<'_>, &PageWords)) {
    let phrases = Phrases::new();
    let cards = [None, Some(card(None)), Some(card(Some("Toscana")))];
    for language in Language::ALL {
        for report in reports() {
            for card in &cards {
                for actions in ACTIONS {
                    let words = page(&phrases, language, report, card.as_ref(), actions);
                    look(&report, &words);
                }
            }
        }
    }
}

fn texts(words: &PageWords) -> impl Iterator<Item = &str> {
    let labels = words.actions.iter().map(|(_, label)| label.as_str());
    [words.title.as_str()]
        .into_iter()
        .chain(words.reading_order())
        .chain(labels)
}

#[test]
fn every_report_has_words_and_every_variable_is_filled_in() {
    let keys = ["page-", "fact-", "action-", "glass-", "notice-"];
    walk(|report, words| {
        for text in texts(words) {
            assert!(!text.trim().is_empty() && text.trim() == text, "{text}");
            assert!(!text.contains(['{', '}', '$', '\'', '"']), "{text}");
            assert!(!keys.iter().any(|key| text.starts_with(key)), "{text}");
        }
        assert!(!words.lines.is_empty(), "{report:?}");
        assert_eq!(words.facts[0].fact, Fact::Kind);
    });
}

#[test]
fn no_fact_is_left_out() {
    let phrases = Phrases::new();
    let card = card(None);
    let count = |report, card| {
        page(&phrases, Language::Italian, report, card, &[])
            .facts
            .len()
    };
    for report in reports() {
        let is_cns = matches!(report.found, "card" | "inconsistent");
        let (with, without) = if is_cns { (6, 3) } else { (3, 1) };
        assert_eq!(count(report, Some(&card)), with, "{report:?}");
        assert_eq!(count(report, None), without, "{report:?}");
    }
}

#[test]
fn no_card_is_called_not_valid_and_no_sentence_is_too_long() {
    let banned = ["non valid", "non è valid", "invalid", "not valid", "CNS"];
    walk(|_, words| {
        for text in texts(words) {
            assert!(!banned.iter().any(|word| text.contains(word)), "{text}");
        }
        assert!(words.title.chars().count() <= 60, "{}", words.title);
        assert!(words.lines.len() <= 2, "{:?}", words.lines);
        for line in &words.lines {
            assert!(line.chars().count() <= 100, "{line}");
        }
        for fact in &words.facts {
            assert!(fact.label().chars().count() <= 24, "{}", fact.label());
            assert!(fact.value().chars().count() <= 62, "{}", fact.value());
        }
        for (_, label) in &words.actions {
            assert!(label.chars().count() <= 36, "{label}");
        }
    });
}

#[test]
fn what_stands_in_the_way_comes_first() {
    let good = ReportFacts {
        found: "card",
        service: "active",
        certificate: "good",
        proof: "works",
    };
    let phrases = Phrases::new();
    let title = |report| page(&phrases, Language::English, report, None, &[]).title;
    let lost = ReportFacts {
        service: "blocked",
        proof: "stopped-in-time",
        ..good
    };
    let revoked = ReportFacts {
        certificate: "revoked",
        ..good
    };
    let offline = ReportFacts {
        service: "unreachable",
        certificate: "unasked",
        ..good
    };
    assert_eq!(title(good), "The card is active and works");
    assert_eq!(title(lost), "The card is recorded as blocked");
    assert_eq!(
        title(revoked),
        "The certificate of the card has been revoked"
    );
    assert_eq!(title(offline), "We cannot ask the service now");
}

#[test]
fn a_card_unknown_to_the_totem_or_to_its_service_may_be_good() {
    let phrases = Phrases::new();
    let new_type = ReportFacts {
        found: "unknown-type",
        service: "not-asked",
        certificate: "unasked",
        proof: "not-tried",
    };
    let not_in_the_registry = ReportFacts {
        found: "card",
        service: "unknown",
        certificate: "good",
        proof: "works",
    };
    for report in [new_type, not_in_the_registry] {
        let first = |language| {
            page(&phrases, language, report, None, &[])
                .lines
                .swap_remove(0)
        };
        assert_eq!(first(Language::Italian), "La tessera può essere buona.");
        assert_eq!(first(Language::English), "The card may be good.");
    }
}

#[test]
fn the_facts_carry_the_cards_own_dates_and_print_none_of_them() {
    let phrases = Phrases::new();
    let report = ReportFacts {
        found: "card",
        service: "expired",
        certificate: "revoked",
        proof: "not-tried",
    };
    let card = card(Some("Toscana"));
    let words = page(&phrases, Language::Italian, report, Some(&card), &[]);
    let lines: Vec<_> = words.reading_order().take(6).collect();
    assert_eq!(
        lines,
        [
            "Che cos’è: Tessera con chip per i servizi online",
            "Rilasciata da: Toscana",
            "Scadenza della tessera: 24/11/2026, è scaduta",
            "Scadenza del certificato: 03/11/2026, è stato revocato",
            "Il servizio: Dice che è scaduta",
            "PIN e firma: Non provati",
        ]
    );
    let english = page(&phrases, Language::English, report, Some(&card), &[]);
    assert_eq!(english.facts[2].value(), "24 November 2026, it has expired");
    for printed in [format!("{words:?}"), format!("{card:?}")] {
        assert!(
            !printed.contains("2026") && !printed.contains("Toscana"),
            "{printed}"
        );
    }
}

#[test]
fn a_card_is_past_its_day_only_when_the_day_is_past_and_the_service_does_not_know_better() {
    let phrases = Phrases::new();
    let today = card(None).today;
    let until = |card_until, service| {
        let report = ReportFacts {
            found: "card",
            service,
            certificate: "expired",
            proof: "not-tried",
        };
        let card = CardOnPage {
            card_until,
            ..card(None)
        };
        let words = page(&phrases, Language::Italian, report, Some(&card), &[]);
        words.facts[2].value().to_owned()
    };
    let yesterday = date!(2026 - 11 - 24);
    assert_eq!(until(today, "expired"), "25/11/2026");
    assert_eq!(until(yesterday, "expired"), "24/11/2026, è scaduta");
    assert_eq!(until(yesterday, "unreachable"), "24/11/2026, è scaduta");
    assert_eq!(until(yesterday, "active"), "24/11/2026");
}

#[test]
fn a_proof_is_advised_only_where_it_is_offered() {
    let phrases = Phrases::new();
    let report = ReportFacts {
        found: "card",
        service: "active",
        certificate: "good",
        proof: "not-tried",
    };
    let advice = |actions| {
        let words = page(&phrases, Language::Italian, report, None, actions);
        words.lines.join(" ")
    };
    assert!(advice(&["prove-pin", "confirm"]).contains("prova qui"));
    assert_eq!(advice(&["confirm"]), "Puoi usarla con il suo PIN.");
    walk(|report, words| {
        if words.label("prove-pin").is_none() {
            let told = words.lines.iter().any(|line| line.contains("prova qui"));
            assert!(!told, "{report:?}");
        }
    });
}

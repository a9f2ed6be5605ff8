// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Every report of a checked card reaches the glass in words and with signs that fit them.

use activation_protocol::messages::{CardCheck, CardStanding, CertificateStanding};
use kiosk_session::{CardReport, Found, Proof, Screen, ScreenName, ServiceWord};
use phrases::{CardOnPage, Fact, Language, Phrases};
use slint::{ComponentHandle, Model};
use time::macros::date;

use super::samples::{every_report, screen};
use super::stage::Stage;
use crate::page::Page;
use crate::report::{fact_tone, names, report_tone};
use crate::ui::{self, Tone};

fn card() -> CardOnPage {
    CardOnPage {
        issuer: Some("Toscana".to_owned()),
        card_until: date!(2026 - 11 - 24),
        certificate_until: date!(2026 - 11 - 24),
        today: date!(2026 - 11 - 24),
    }
}

fn page(phrases: &Phrases, language: Language, report: CardReport) -> Page {
    let screen = Screen {
        report: Some(report),
        ..screen(ScreenName::CheckReport)
    };
    Page::new(phrases, screen, language, "T-0107").with_card_facts(phrases, &card())
}

#[test]
fn every_report_of_the_session_has_its_words() {
    let phrases = Phrases::new();
    assert_eq!(every_report().count(), 11 * 50 * 6);
    for language in Language::ALL {
        for report in every_report() {
            let words = page(&phrases, language, report).words;
            let facts = match report.found {
                Found::Cns { .. } => 6,
                Found::WithoutCertificate | Found::UnknownType | Found::Unreadable => 3,
            };
            assert_eq!(words.facts.len(), facts, "{report:?}");
            assert!(!words.lines.is_empty(), "{report:?}");
            let texts = words.reading_order().chain([words.title.as_str()]);
            for text in texts {
                assert!(
                    !text.contains(['{', '$']) && !text.starts_with("page-"),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_green_report_has_nothing_wrong_in_it() {
    for report in every_report() {
        let facts = [
            Fact::Kind,
            Fact::CardUntil,
            Fact::CertificateUntil,
            Fact::Service,
            Fact::Pin,
        ];
        let tones = facts.map(|fact| fact_tone(fact, &report, Some(&card())));
        let wrong = tones.contains(&Tone::Attention);
        match report_tone(&report) {
            Tone::Attention => {}
            Tone::Info => assert!(!wrong, "{report:?}"),
            Tone::Success => {
                let good = tones.iter().filter(|tone| **tone == Tone::Success).count();
                let untried = usize::from(report.proof == Proof::NotTried);
                assert_eq!(good + untried, tones.len(), "{report:?}");
            }
        }
    }
}

#[test]
fn a_card_this_totem_or_its_service_does_not_know_is_no_alarm() {
    let report = |found, service| CardReport {
        found,
        service,
        proof: Proof::NotTried,
    };
    let unknown = report(Found::UnknownType, ServiceWord::NotAsked);
    let cns = Found::Cns {
        expired: false,
        consistent: true,
        data_match: false,
    };
    let offline = report(cns, ServiceWord::Unreachable);
    assert_eq!(report_tone(&unknown), Tone::Info);
    assert_eq!(report_tone(&offline), Tone::Info);
}

#[test]
fn the_totems_calendar_never_overrules_a_service_that_looked_at_the_days() {
    let found = Found::Cns {
        expired: true,
        consistent: true,
        data_match: true,
    };
    let told = |service| {
        names(&CardReport {
            found,
            service,
            proof: Proof::NotTried,
        })
        .certificate
    };
    let said = |certificate| {
        ServiceWord::Said(CardCheck {
            standing: CardStanding::Active,
            certificate,
        })
    };
    assert_eq!(told(ServiceWord::Unreachable), "expired");
    assert_eq!(told(said(CertificateStanding::IssuerUnknown)), "expired");
    assert_eq!(told(said(CertificateStanding::Good)), "good");
    assert_eq!(told(said(CertificateStanding::Revoked)), "revoked");
}

#[test]
fn a_page_does_not_print_the_card_on_it() {
    let report = every_report().next().expect("a report");
    let page = page(&Phrases::new(), Language::Italian, report);
    let printed = format!("{page:?}");
    assert!(page.words.facts[1].line().contains("Toscana"));
    assert!(
        !printed.contains("Rilasciata") && !printed.contains("24/11"),
        "{printed}"
    );
}

#[test]
fn nothing_of_the_card_outlives_its_page() {
    let stage = Stage::new();
    let report = every_report().next().expect("a report");
    let facts = || stage.app().global::<ui::Page>().get_facts().row_count();
    stage.show(&page(&stage.phrases, Language::Italian, report));
    assert_eq!(facts(), 6);
    let next = screen(ScreenName::TakeCard);
    stage.show(&Page::new(&stage.phrases, next, Language::Italian, ""));
    assert_eq!(facts(), 0);
}

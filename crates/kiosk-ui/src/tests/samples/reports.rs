// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Every report a check can end with, and of those that advise the same the longest.

use std::collections::BTreeMap;

use activation_protocol::messages::{CardCheck, CardStanding, CertificateStanding};
use kiosk_session::{Action, CardReport, Found, Notice, Proof, Screen, ScreenName, ServiceWord};
use phrases::{CardOnPage, Language, PageWords, Phrases};
use time::macros::date;

use super::{Sample, screen};
use crate::page::Page;
use crate::report::names;

const STANDINGS: [CardStanding; 6] = [
    CardStanding::Active,
    CardStanding::NotActivated,
    CardStanding::Replaced,
    CardStanding::Blocked,
    CardStanding::Expired,
    CardStanding::Unknown,
];

const CERTIFICATES: [CertificateStanding; 8] = [
    CertificateStanding::Good,
    CertificateStanding::NotYetValid,
    CertificateStanding::Expired,
    CertificateStanding::Suspended,
    CertificateStanding::Revoked,
    CertificateStanding::IssuerUnknown,
    CertificateStanding::Refused,
    CertificateStanding::NotCheckable,
];

const PROOFS: [Proof; 6] = [
    Proof::NotTried,
    Proof::Works,
    Proof::StoppedInTime,
    Proof::Blocked,
    Proof::NotUsable,
    Proof::Failed,
];

/// All that a session can find: every kind of card, every word of the service, every proof.
pub(in crate::tests) fn every_report() -> impl Iterator<Item = CardReport> {
    let words = services();
    found().into_iter().flat_map(move |found| {
        let proofs = |service| PROOFS.map(|proof| (service, proof));
        let rest: Vec<_> = words.iter().copied().flat_map(proofs).collect();
        rest.into_iter().map(move |(service, proof)| CardReport {
            found,
            service,
            proof,
        })
    })
}

fn found() -> Vec<Found> {
    let flags = (0..8_u8).map(|bits| Found::Cns {
        expired: bits & 1 > 0,
        consistent: bits & 2 > 0,
        data_match: bits & 4 > 0,
    });
    let others = [
        Found::WithoutCertificate,
        Found::UnknownType,
        Found::Unreadable,
    ];
    flags.chain(others).collect()
}

fn services() -> Vec<ServiceWord> {
    let said = STANDINGS.into_iter().flat_map(|standing| {
        CERTIFICATES.map(|certificate| {
            ServiceWord::Said(CardCheck {
                standing,
                certificate,
            })
        })
    });
    let silent = [ServiceWord::NotAsked, ServiceWord::Unreachable];
    said.chain(silent).collect()
}

/// Those with other advice, each with its longest facts, a card pulled too early, and all that a
/// report can offer.
pub(super) fn all(phrases: &Phrases, language: Language) -> Vec<Sample> {
    let longest = longest(phrases, language).into_iter();
    let plain = longest.clone().map(|report| Sample {
        name: name(&report),
        page: page(phrases, language, report, &[]),
    });
    let pulled = longest.filter(can_be_proven).map(|report| Sample {
        name: format!("{}-card-gone", name(&report)),
        page: page(phrases, language, report, &[Notice::Reinsert]),
    });
    plain.chain(pulled).collect()
}

fn can_be_proven(report: &CardReport) -> bool {
    matches!(report.found, Found::Cns { .. }) && report.proof == Proof::NotTried
}

fn name(report: &CardReport) -> String {
    let names = names(report);
    let parts = [names.found, names.service, names.certificate, names.proof];
    format!("check-report-{}", parts.join("-"))
}

fn page(phrases: &Phrases, language: Language, report: CardReport, notices: &[Notice]) -> Page {
    let card_is_in = notices.is_empty();
    let proof = (card_is_in && can_be_proven(&report)).then_some(Action::ProvePin);
    let actions = proof.into_iter().chain([Action::Confirm, Action::Language]);
    let screen = Screen {
        report: Some(report),
        actions: actions.collect(),
        notices: notices.to_vec(),
        tries_left: (report.proof == Proof::StoppedInTime).then_some(1),
        ..screen(ScreenName::CheckReport)
    };
    let page = Page::new(phrases, screen, language, "T-0107");
    match report.found {
        Found::Cns { .. } | Found::WithoutCertificate => page.with_card_facts(phrases, &card()),
        Found::UnknownType | Found::Unreadable => page,
    }
}

/// The longest name among the regions and autonomous provinces, on two lines.
fn card() -> CardOnPage {
    CardOnPage {
        issuer: Some("Provincia autonoma di Bolzano – Alto Adige".to_owned()),
        card_until: date!(2028 - 09 - 24),
        certificate_until: date!(2028 - 09 - 24),
        today: date!(2028 - 09 - 25),
    }
}

fn longest(phrases: &Phrases, language: Language) -> Vec<CardReport> {
    let mut longest: BTreeMap<String, (usize, CardReport)> = BTreeMap::new();
    for report in every_report().filter(is_possible) {
        let words = page(phrases, language, report, &[]).words;
        let key = [words.title.as_str(), &words.lines.join(" ")].join(" ");
        let entry = longest.entry(key).or_insert((0, report));
        *entry = match length(&words) {
            length if length > entry.0 => (length, report),
            _ => *entry,
        };
    }
    longest.into_values().map(|(_, report)| report).collect()
}

/// What is no CNS is not asked about, and has no PIN to try.
fn is_possible(report: &CardReport) -> bool {
    let untouched = report.service == ServiceWord::NotAsked && report.proof == Proof::NotTried;
    untouched || matches!(report.found, Found::Cns { .. })
}

fn length(words: &PageWords) -> usize {
    let facts = words.facts.iter();
    facts.map(|fact| fact.value().chars().count()).sum()
}

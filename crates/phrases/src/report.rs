// SPDX-License-Identifier: EUPL-1.2
//! The words of "Verifica la tua tessera": what the page is about, and the facts on it.

use fluent_bundle::FluentArgs;

use crate::card_on_page::{CardOnPage, day};
use crate::catalogue::Phrases;
use crate::language::Language;

/// What a check found, as kebab-case names.
#[derive(Clone, Copy, Debug)]
pub struct ReportFacts<'a> {
    /// `card`, `inconsistent`, `no-certificate`, `unknown-type` or `unreadable`.
    pub found: &'a str,
    /// `not-asked`, `unreachable`, or how the registry has the card.
    pub service: &'a str,
    /// `unasked`, or how the certificate is judged.
    pub certificate: &'a str,
    /// `not-tried`, `works`, `stopped-in-time`, `blocked`, `not-usable` or `failed`.
    pub proof: &'a str,
}

/// One thing a report says of a card.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fact {
    /// What it is.
    Kind,
    /// Who issued it.
    Issuer,
    /// Its last day.
    CardUntil,
    /// The last day of its certificate, and what is the matter with it.
    CertificateUntil,
    /// What the service knows of it.
    Service,
    /// Whether its PIN works and it signs.
    Pin,
}

/// A fact in words. They may tell of a person's card, so they print nothing of value.
#[derive(Clone, Eq, PartialEq)]
pub struct FactWords {
    /// Which fact.
    pub fact: Fact,
    line: String,
    label_len: usize,
}

const COLON: &str = ": ";

impl FactWords {
    fn new(fact: Fact, label: &str, value: &str) -> Self {
        Self {
            fact,
            line: [label, COLON, value].concat(),
            label_len: label.len(),
        }
    }

    /// What the fact is about.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.line[..self.label_len]
    }

    /// What is so.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.line[self.label_len + COLON.len()..]
    }

    /// Both in one line.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line
    }
}

impl std::fmt::Debug for FactWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FactWords({:?}, …)", self.fact)
    }
}

/// What a report can be about, the most important first: what stands in the way of all that
/// follows it.
const TOPICS: [&str; 22] = [
    "unreadable",
    "unknown-type",
    "no-certificate",
    "inconsistent",
    "service-blocked",
    "service-replaced",
    "service-expired",
    "certificate-revoked",
    "certificate-expired",
    "service-not-activated",
    "certificate-suspended",
    "certificate-refused",
    "certificate-not-yet-valid",
    "pin-blocked",
    "pin-stopped-in-time",
    "pin-failed",
    "pin-not-usable",
    "service-unreachable",
    "service-unknown",
    "certificate-issuer-unknown",
    "certificate-not-checkable",
    "certificate-good",
];

impl ReportFacts<'_> {
    /// What the page is about.
    pub(crate) fn topic(&self) -> Option<&'static str> {
        TOPICS.into_iter().find(|topic| {
            *topic == self.found
                || topic.strip_prefix("service-") == Some(self.service)
                || topic.strip_prefix("certificate-") == Some(self.certificate)
                || topic.strip_prefix("pin-") == Some(self.proof)
        })
    }

    /// Whether the last day in the chip ended the card's days. The service can have prolonged
    /// them, and never makes a day past that is not.
    fn is_past(&self, card: &CardOnPage) -> bool {
        card.is_past() && self.service != "active"
    }

    /// Each fact with the name of what is so.
    fn sayings(&self, card: Option<&CardOnPage>) -> Vec<(Fact, &str)> {
        let mut sayings = vec![(Fact::Kind, self.found)];
        if let Some(card) = card {
            sayings.push((Fact::Issuer, known(card.issuer.is_some())));
            sayings.push((Fact::CardUntil, expired(self.is_past(card))));
        }
        if matches!(self.found, "card" | "inconsistent") {
            let dated = card.map(|_| (Fact::CertificateUntil, self.certificate));
            sayings.extend(dated);
            sayings.push((Fact::Service, self.service));
            sayings.push((Fact::Pin, self.proof));
        }
        sayings
    }
}

impl Phrases {
    /// The facts of a report in words, in reading order.
    pub(crate) fn facts(
        &self,
        language: Language,
        report: &ReportFacts<'_>,
        card: Option<&CardOnPage>,
    ) -> Vec<FactWords> {
        let sayings = report.sayings(card);
        let told = sayings.iter().filter_map(|(fact, name)| {
            let args = arguments(language, *fact, card);
            let message = self.message(language, fact.key(), &args)?;
            let mut parts = message.parts.iter();
            let (_, value) = parts.find(|(part, _)| part == name)?;
            Some(FactWords::new(*fact, &message.value, value))
        });
        told.collect()
    }
}

impl Fact {
    const fn key(self) -> &'static str {
        match self {
            Self::Kind => "fact-kind",
            Self::Issuer => "fact-issuer",
            Self::CardUntil => "fact-card-until",
            Self::CertificateUntil => "fact-certificate-until",
            Self::Service => "fact-service",
            Self::Pin => "fact-pin",
        }
    }
}

fn arguments(language: Language, fact: Fact, card: Option<&CardOnPage>) -> FluentArgs<'static> {
    let mut args = FluentArgs::new();
    let Some(card) = card else { return args };
    let date = match fact {
        Fact::CardUntil => card.card_until,
        Fact::Kind | Fact::Issuer | Fact::CertificateUntil | Fact::Service | Fact::Pin => {
            card.certificate_until
        }
    };
    args.set("date", day(language, date));
    args.set("issuer", card.issuer.clone().unwrap_or_default());
    args
}

const fn known(yes: bool) -> &'static str {
    if yes { "known" } else { "unknown" }
}

const fn expired(yes: bool) -> &'static str {
    if yes { "expired" } else { "current" }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITALIAN: &str = include_str!("../locales/it/check.ftl");

    #[test]
    fn every_topic_has_a_page_and_every_page_a_topic() {
        let start = "page-check-report--with-";
        let mut pages: Vec<_> = ITALIAN
            .lines()
            .filter_map(|line| line.strip_prefix(start)?.split(" =").next())
            .collect();
        let mut topics = TOPICS;
        pages.sort_unstable();
        topics.sort_unstable();
        assert_eq!(pages, topics);
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The words of a page, from plain facts about it.

use activation_protocol::{Outcome, Pin};
use fluent_bundle::{FluentArgs, FluentValue};

use crate::card_on_page::CardOnPage;
use crate::catalogue::{Message, Phrases};
use crate::language::Language;
use crate::report::{FactWords, ReportFacts};

/// What a page is about, as plain data.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageFacts<'a> {
    /// How the visit ended, once it has.
    pub outcome: Option<Outcome>,
    /// Kebab-case names of the notices, most important first.
    pub notices: &'a [&'a str],
    /// Kebab-case names of what can be touched, in reading order.
    pub actions: &'a [&'a str],
    /// Tries left as the card said.
    pub tries_left: Option<u8>,
    /// Digits being typed.
    pub typing: Option<Typing>,
    /// What a check found.
    pub report: Option<ReportFacts<'a>>,
    /// The card the report is about.
    pub card: Option<&'a CardOnPage>,
    /// The code of the case, as it is written.
    pub code: Option<&'a str>,
    /// Seconds until the page changes by itself, while it warns of that.
    pub seconds: Option<u32>,
}

/// PIN digits being typed: how many, never which.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Typing {
    /// How many there are.
    pub typed: u8,
    /// Fewest that can be confirmed.
    pub min: u8,
    /// Most that can be typed.
    pub max: u8,
}

/// What a page says, in one language.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PageWords {
    /// The one thing the page is about.
    pub title: String,
    /// What a check found, in order.
    pub facts: Vec<FactWords>,
    /// What is so and what to do, in order.
    pub lines: Vec<String>,
    /// Each action's name and its label.
    pub actions: Vec<(String, String)>,
    /// Short additions, most important first.
    pub notices: Vec<String>,
    /// Where to go when it cannot be done here.
    pub help: Vec<String>,
    /// What the page waits for, when no action of it goes on.
    pub hint: Option<String>,
    /// What the person accepts by going on.
    pub consent: Option<String>,
    /// The code of the case with its name.
    pub code: Option<String>,
    /// That the page is about to change by itself.
    pub warning: Option<String>,
}

impl PageWords {
    /// Everything under the title in reading order, for glasses without a layout and for a voice.
    pub fn reading_order(&self) -> impl Iterator<Item = &str> {
        self.warning
            .iter()
            .chain(&self.notices)
            .map(String::as_str)
            .chain(self.facts.iter().map(FactWords::line))
            .chain(self.under_the_facts())
    }

    fn under_the_facts(&self) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .chain(&self.code)
            .chain(&self.help)
            .chain(&self.hint)
            .chain(&self.consent)
            .map(String::as_str)
    }

    /// The label of an action, if the page has it.
    #[must_use]
    pub fn label(&self, action: &str) -> Option<&str> {
        self.actions
            .iter()
            .find(|(name, _)| name == action)
            .map(|(_, label)| label.as_str())
    }
}

impl Phrases {
    /// The words of the page with this kebab-case name.
    ///
    /// A notice may have a page of its own, and then is not said a second time: `type-again` on
    /// `choose-pin`, `unknown-type` on O18. So may what a report is about.
    #[must_use]
    pub fn page(&self, language: Language, screen: &str, facts: &PageFacts<'_>) -> PageWords {
        let args = arguments(screen, facts);
        let (message, told) = self.page_message(language, screen, facts, &args);
        let say = |kind: &str, name: &str| self.text(language, &format!("{kind}-{name}"), &args);
        let (help, lines) = split_help(message.parts);
        PageWords {
            title: message.value,
            facts: facts
                .report
                .map(|report| self.facts(language, &report, facts.card))
                .unwrap_or_default(),
            lines,
            help,
            notices: facts
                .notices
                .iter()
                .filter(|name| told != Some(**name))
                .map(|name| say("notice", name))
                .collect(),
            actions: facts
                .actions
                .iter()
                .map(|name| ((*name).to_owned(), say("action", name)))
                .collect(),
            hint: waits_for_card(screen, facts).then(|| say("glass", "take-card")),
            consent: (screen == CONSENT_PAGE).then(|| crate::consent(language).to_owned()),
            code: facts
                .code
                .map(|code| format!("{}: {code}", say("glass", "code"))),
            warning: facts.seconds.map(|left| self.warning(language, left)),
        }
    }

    /// The page's message, and the notice or topic it already tells.
    fn page_message<'a>(
        &self,
        language: Language,
        screen: &str,
        facts: &PageFacts<'a>,
        args: &FluentArgs<'_>,
    ) -> (Message, Option<&'a str>) {
        let key = match facts.outcome {
            Some(outcome) if screen == OUTCOME_PAGE => format!("outcome-{}", outcome.code()),
            _ => format!("page-{screen}"),
        };
        let topic = facts.report.and_then(|report| report.topic());
        for name in facts.notices.iter().copied().chain(topic) {
            let own_key = format!("{key}--with-{name}");
            if let Some(message) = self.message(language, &own_key, args) {
                return (message, Some(name));
            }
        }
        let unknown = || Message {
            value: key.clone(),
            parts: Vec::new(),
        };
        let message = self.message(language, &key, args);
        (message.unwrap_or_else(unknown), None)
    }
}

const OUTCOME_PAGE: &str = "outcome";
const CONSENT_PAGE: &str = "insert-old-card";

/// The page of an outcome cannot be left while a card is in.
fn waits_for_card(screen: &str, facts: &PageFacts<'_>) -> bool {
    screen == OUTCOME_PAGE && !facts.actions.contains(&"confirm")
}

fn arguments<'a>(screen: &'a str, facts: &PageFacts<'_>) -> FluentArgs<'a> {
    let shortest = u8::try_from(Pin::MIN_LEN).expect("five");
    let longest = u8::try_from(Pin::MAX_LEN).expect("eight");
    let tries = facts
        .tries_left
        .map_or_else(|| FluentValue::from("unknown"), FluentValue::from);
    let proof = facts.report.map_or("not-tried", |report| report.proof);
    let mut args = FluentArgs::new();
    args.set("screen", screen);
    args.set("proof", proof.to_owned());
    args.set(
        "prove",
        either(facts.actions.contains(&"prove-pin"), "offered"),
    );
    args.set(
        "slip",
        either(facts.outcome.is_some_and(Outcome::has_receipt), "possible"),
    );
    args.set("tries", tries);
    args.set("min", facts.typing.map_or(shortest, |typing| typing.min));
    args.set("max", facts.typing.map_or(longest, |typing| typing.max));
    args
}

const fn either(is_so: bool, name: &'static str) -> &'static str {
    if is_so { name } else { "none" }
}

/// Parts whose name begins with `help` say where to go; an empty part says nothing.
fn split_help(parts: Vec<(String, String)>) -> (Vec<String>, Vec<String>) {
    let (help, lines): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .partition(|(name, _)| name.starts_with("help"));
    let texts = |parts: Vec<(String, String)>| parts.into_iter().map(|(_, text)| text).collect();
    (texts(help), texts(lines))
}

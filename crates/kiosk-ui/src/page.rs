// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! One page as the program hands it over.

use kiosk_session::{Action, Notice, Screen};
use phrases::{CardOnPage, Language, PageFacts, PageWords, Phrases, Typing};

use crate::report;

/// A page: what it is, its words, and the little a screen adds.
#[derive(Clone, Debug)]
pub struct Page {
    /// What a person should see.
    pub screen: Screen,
    /// In which words.
    pub words: PageWords,
    /// In which language.
    pub language: Language,
    /// The code of the case, as it is written.
    pub code: Option<String>,
    /// The card in the reader, on the page that tells of it.
    pub card: Option<CardOnPage>,
    /// This totem's code.
    pub totem: String,
    /// Seconds until the page changes by itself, while it warns of that.
    pub seconds: Option<u32>,
}

impl Page {
    /// A page whose words are those of the catalogue.
    #[must_use]
    pub fn new(phrases: &Phrases, screen: Screen, language: Language, totem: &str) -> Self {
        Self {
            screen,
            words: PageWords::default(),
            language,
            code: None,
            card: None,
            totem: totem.to_owned(),
            seconds: None,
        }
        .worded(phrases)
    }

    /// The same page with the code of the case on it.
    #[must_use]
    pub fn with_code(self, phrases: &Phrases, code: &str) -> Self {
        Self {
            code: Some(code.to_owned()),
            ..self
        }
        .worded(phrases)
    }

    /// The same page with what it may tell of the card in the reader.
    #[must_use]
    pub fn with_card_facts(self, phrases: &Phrases, card: &CardOnPage) -> Self {
        Self {
            card: Some(card.clone()),
            ..self
        }
        .worded(phrases)
    }

    /// The same page with a warning that it changes by itself in so many seconds.
    #[must_use]
    pub fn with_warning(self, phrases: &Phrases, seconds: u32) -> Self {
        Self {
            seconds: Some(seconds),
            ..self
        }
        .worded(phrases)
    }

    fn worded(mut self, phrases: &Phrases) -> Self {
        let screen = &self.screen;
        let notices: Vec<_> = screen.notices.iter().copied().map(Notice::as_str).collect();
        let actions: Vec<_> = screen.actions.iter().copied().map(Action::as_str).collect();
        let facts = PageFacts {
            outcome: screen.outcome,
            notices: &notices,
            actions: &actions,
            tries_left: screen.tries_left,
            typing: screen.entry.map(|entry| Typing {
                typed: entry.typed,
                min: entry.min,
                max: entry.max,
            }),
            report: screen.report.as_ref().map(report::names),
            card: self.card.as_ref(),
            code: self.code.as_deref(),
            seconds: self.seconds,
        };
        self.words = phrases.page(self.language, screen.name.as_str(), &facts);
        self
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! Finds a sentence by its key and fills it in; the only place that knows Fluent.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::language::Language;

/// Every sentence of the totem, in every language.
pub struct Phrases {
    italian: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

/// A filled-in message: its value, and its named parts in the order they are written.
pub(crate) struct Message {
    pub(crate) value: String,
    pub(crate) parts: Vec<(String, String)>,
}

macro_rules! sources {
    ($code:literal) => {
        [
            include_str!(concat!("../locales/", $code, "/actions.ftl")),
            include_str!(concat!("../locales/", $code, "/check.ftl")),
            include_str!(concat!("../locales/", $code, "/glass.ftl")),
            include_str!(concat!("../locales/", $code, "/notices.ftl")),
            include_str!(concat!("../locales/", $code, "/outcomes.ftl")),
            include_str!(concat!("../locales/", $code, "/pages.ftl")),
            include_str!(concat!("../locales/", $code, "/receipt.ftl")),
            include_str!(concat!("../locales/", $code, "/redirects.ftl")),
        ]
    };
}

const ITALIAN: [&str; 8] = sources!("it");
const ENGLISH: [&str; 8] = sources!("en");

impl Phrases {
    /// Reads the built-in catalogue.
    ///
    /// # Panics
    /// Never with the catalogue that passed this crate's tests.
    #[must_use]
    pub fn new() -> Self {
        Self {
            italian: bundle(Language::Italian),
            english: bundle(Language::English),
        }
    }

    /// The message under this key, filled in; `None` when there is no such key.
    pub(crate) fn message(
        &self,
        language: Language,
        key: &str,
        args: &FluentArgs<'_>,
    ) -> Option<Message> {
        let bundle = self.bundle(language);
        let message = bundle.get_message(key)?;
        let format = |pattern| {
            let text = bundle.format_pattern(pattern, Some(args), &mut Vec::new());
            text.into_owned()
        };
        Some(Message {
            value: format(message.value()?),
            parts: message
                .attributes()
                .map(|part| (part.id().to_owned(), format(part.value())))
                .collect(),
        })
    }

    /// The sentence under this key, filled in. A key without a sentence stands for itself: worse
    /// to look at than words, better than nothing.
    pub(crate) fn text(&self, language: Language, key: &str, args: &FluentArgs<'_>) -> String {
        self.message(language, key, args)
            .map_or_else(|| key.to_owned(), |message| message.value)
    }

    fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::Italian => &self.italian,
            Language::English => &self.english,
        }
    }
}

impl Default for Phrases {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Phrases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phrases(…)")
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let sources = match language {
        Language::Italian => ITALIAN,
        Language::English => ENGLISH,
    };
    let id: LanguageIdentifier = language.code().parse().expect("a code of ISO 639-1");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks would be blanks on paper, and every language here runs the same way.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the tests parse the catalogue");
        bundle
            .add_resource(resource)
            .expect("the tests find no key twice");
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key and part with the variables it uses, in order of writing.
    fn shape(sources: [&str; 8]) -> Vec<String> {
        sources
            .iter()
            .flat_map(|source| source.lines())
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| {
                let key = line
                    .split_once(" =")
                    .map(|(key, _)| key.to_owned())
                    .filter(|key| !key.contains(' ') || key.starts_with("    ."));
                let variables = line
                    .match_indices('$')
                    .map(|(at, _)| line[at..].split(' ').next().unwrap().to_owned());
                key.into_iter().chain(variables).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_parts_and_variables() {
        let (italian, english) = (shape(ITALIAN), shape(ENGLISH));
        assert!(italian.len() > 150, "{}", italian.len());
        for (left, right) in italian.iter().zip(&english) {
            assert_eq!(left, right);
        }
        assert_eq!(italian.len(), english.len());
    }

    #[test]
    fn a_key_without_a_sentence_stands_for_itself() {
        let phrases = Phrases::new();
        let args = FluentArgs::new();
        assert_eq!(phrases.text(Language::Italian, "page-x", &args), "page-x");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The words around every page: header, steps, warning, PIN pad.

use fluent_bundle::FluentArgs;

use crate::catalogue::Phrases;
use crate::language::Language;

/// The words that do not change from page to page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GlassWords {
    /// Whose service it is.
    pub region: String,
    /// The service.
    pub service: String,
    /// Who helps, by telephone and when.
    pub helpdesk: String,
    /// Above what a person needs to have.
    pub needs: String,
    /// Above where to go.
    pub help: String,
    /// Above what to do after a check.
    pub next: String,
    /// Above the consent.
    pub consent: String,
    /// Above the code of the case.
    pub code: String,
    /// The four steps of an activation.
    pub steps: [String; 4],
    /// Of the sign that something is going on.
    pub working: String,
    /// Title of the warning.
    pub warning: String,
    /// Of the choice of language.
    pub language: String,
}

impl Phrases {
    /// The words around every page.
    #[must_use]
    pub fn glass(&self, language: Language) -> GlassWords {
        let say = |name: &str| {
            let key = format!("glass-{name}");
            self.text(language, &key, &FluentArgs::new())
        };
        GlassWords {
            region: say("region"),
            service: say("service"),
            helpdesk: say("helpdesk"),
            needs: say("needs"),
            help: say("help"),
            next: say("next"),
            consent: say("consent"),
            code: say("code"),
            steps: ["steps-1", "steps-2", "steps-3", "steps-4"].map(say),
            working: say("working"),
            warning: say("warning"),
            language: say("language-choice"),
        }
    }

    /// That the page changes by itself in so many seconds.
    #[must_use]
    pub fn warning(&self, language: Language, seconds: u32) -> String {
        self.with_one(language, "glass-warning-text", "seconds", seconds)
    }

    /// How many digits have been typed.
    #[must_use]
    pub fn typed(&self, language: Language, digits: u8) -> String {
        self.with_one(language, "glass-typed", "typed", u32::from(digits))
    }

    /// This totem's code with its name.
    #[must_use]
    pub fn totem(&self, language: Language, code: &str) -> String {
        let mut args = FluentArgs::new();
        args.set("code", code);
        self.text(language, "glass-totem", &args)
    }

    /// Which of the four steps it is, 1 to 4, with the step's name.
    #[must_use]
    pub fn step(&self, language: Language, step: u8) -> String {
        let name = self.text(language, &format!("glass-steps-{step}"), &FluentArgs::new());
        let mut args = FluentArgs::new();
        args.set("step", step);
        args.set("name", name);
        self.text(language, "glass-step", &args)
    }

    fn with_one(&self, language: Language, key: &str, name: &str, value: u32) -> String {
        let mut args = FluentArgs::new();
        args.set(name, value);
        self.text(language, key, &args)
    }
}

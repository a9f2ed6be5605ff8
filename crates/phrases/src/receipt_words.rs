// SPDX-License-Identifier: EUPL-1.2
//! The words of the slip a person takes home.

use activation_protocol::Outcome;
use fluent_bundle::FluentArgs;

use crate::catalogue::Phrases;
use crate::language::Language;
use crate::page::PageFacts;

/// What the slip of an outcome says; the facts beside the labels come from the program.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReceiptWords {
    /// The service, at the top.
    pub service: String,
    /// The outcome in one sentence.
    pub title: String,
    /// What to do next, in order.
    pub next_steps: Vec<String>,
    /// Who answers the telephone, and when.
    pub phone: String,
    /// The words beside the facts.
    pub labels: ReceiptLabelWords,
}

/// The words beside the facts of a slip.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReceiptLabelWords {
    /// Beside date and time.
    pub when: String,
    /// Beside the totem's code.
    pub totem: String,
    /// Beside the place.
    pub place: String,
    /// Beside the end of the card's number.
    pub card: String,
    /// Above the code of the case.
    pub practice_code: String,
    /// Above the steps.
    pub next_steps: String,
    /// Above the telephone.
    pub phone: String,
}

/// A moment in local time.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Moment {
    /// 2026
    pub year: u16,
    /// 1 to 12
    pub month: u8,
    /// 1 to 31
    pub day: u8,
    /// 0 to 23
    pub hour: u8,
    /// 0 to 59
    pub minute: u8,
}

impl Phrases {
    /// The words of the slip of this outcome.
    #[must_use]
    pub fn receipt(&self, language: Language, outcome: Outcome) -> ReceiptWords {
        let none = FluentArgs::new();
        let say = |name: &str| self.text(language, name, &none);
        let page = self.page(language, "outcome", &PageFacts::of(outcome));
        ReceiptWords {
            service: say("receipt-service"),
            title: page.title,
            next_steps: self.next_steps(language, outcome),
            phone: say("redirect-phone"),
            labels: ReceiptLabelWords {
                when: say("receipt-when"),
                totem: say("receipt-totem"),
                place: say("receipt-place"),
                card: say("receipt-card"),
                practice_code: say("receipt-practice-code"),
                next_steps: say("receipt-next-steps"),
                phone: say("receipt-phone"),
            },
        }
    }

    /// A moment as people write it: "23 novembre 2026, 21:30".
    #[must_use]
    pub fn moment(&self, language: Language, moment: Moment) -> String {
        let mut args = FluentArgs::new();
        args.set("day", moment.day);
        args.set("month", moment.month);
        args.set("year", moment.year);
        args.set("time", format!("{}:{:02}", moment.hour, moment.minute));
        self.text(language, "moment", &args)
    }

    fn next_steps(&self, language: Language, outcome: Outcome) -> Vec<String> {
        let key = format!("outcome-{}", outcome.code());
        let message = self.message(language, &key, &FluentArgs::new());
        message
            .into_iter()
            .flat_map(|message| message.parts)
            .filter(|(name, _)| name.starts_with("next"))
            .map(|(_, text)| text)
            .collect()
    }
}

impl PageFacts<'_> {
    /// The plain page of an outcome.
    fn of(outcome: Outcome) -> Self {
        Self {
            outcome: Some(outcome),
            ..Self::default()
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What a page may tell of the card in the reader to the person who holds it.

use time::Date;
use time::format_description::StaticFormatDescription;
use time::macros::format_description;

use crate::language::Language;

/// Facts of one card, for the page alone: they are the holder's, so they print nothing of value.
/// All days are days in Europe/Rome.
#[derive(Clone, Eq, PartialEq)]
pub struct CardOnPage {
    /// Who issued it, in words: a region's name, if it is known.
    pub issuer: Option<String>,
    /// Its last day, as the chip has it.
    pub card_until: Date,
    /// The last day of its certificate.
    pub certificate_until: Date,
    /// The day it is.
    pub today: Date,
}

impl CardOnPage {
    /// Whether its last day is past.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.card_until < self.today
    }
}

impl std::fmt::Debug for CardOnPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardOnPage(…)")
    }
}

/// A day as people write it: 03/11/2026, and 3 November 2026 where 3/11 is two days.
pub(crate) fn day(language: Language, date: Date) -> String {
    const ITALIAN: StaticFormatDescription = format_description!("[day]/[month]/[year]");
    const ENGLISH: StaticFormatDescription =
        format_description!("[day padding:none] [month repr:long] [year]");
    let format = match language {
        Language::Italian => ITALIAN,
        Language::English => ENGLISH,
    };
    date.format(format)
        .expect("a date has a day, a month and a year")
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_day_is_written_as_its_readers_write_it() {
        let day = |language| day(language, date!(2026 - 11 - 03));
        assert_eq!(day(Language::Italian), "03/11/2026");
        assert_eq!(day(Language::English), "3 November 2026");
    }

    #[test]
    fn a_card_does_not_print_itself() {
        let card = CardOnPage {
            issuer: Some("Toscana".to_owned()),
            card_until: date!(2026 - 11 - 24),
            certificate_until: date!(2026 - 11 - 24),
            today: date!(2026 - 11 - 24),
        };
        assert_eq!(format!("{card:?}"), "CardOnPage(…)");
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! People nobody can be confused with, so a leak of their data is found.

use time::{Date, Duration};

use super::calendar::years_later;
use super::codice_fiscale;
use super::recipe::Old;
use super::story::Story;
use crate::EmulatorError;

/// An invented person.
#[derive(Clone)]
pub(super) struct Citizen {
    pub(super) surname: String,
    pub(super) name: String,
    pub(super) female: bool,
    pub(super) birth_date: Date,
    /// Cadastral code.
    pub(super) birth_municipality: &'static str,
}

/// Who of a deck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The holder of the old card.
    Holder,
    /// Somebody else, whose new card is in the deck.
    Other,
}

impl Citizen {
    /// The citizen of a story on the day `today`; no other story has the same.
    pub(super) fn of(story: Story, who: Who, today: Date) -> Result<Self, EmulatorError> {
        let number = 2 * story.deck.number() + usize::from(who == Who::Other);
        let copy = story.copy - 1;
        let letter = |shift: usize| char::from(b'A' + ((number + shift) % 26) as u8);
        let minor_then = story.deck.recipe().old == Old::ActivatedAsMinor;
        let age = if minor_then { 20 } else { 30 + number as i32 };
        // Everybody of one age has another birthday, in the 320 days before the last 40.
        let days = 40 + (3 * number + 7 * copy) % 320;
        let birthday = today.saturating_sub(Duration::days(days as i64));
        Ok(Self {
            surname: format!(
                "ZZQWXKANARIA{}{}{}",
                letter(0),
                letter(number / 26 * 7 + 3),
                letters(copy)
            ),
            name: format!("QXJVOLIERA{}{}", letter(11), letter(number / 26 * 5 + 17)),
            female: number % 4 >= 2,
            birth_date: years_later(birthday, -age)?,
            birth_municipality: "D612",
        })
    }

    pub(super) fn codice_fiscale(&self) -> String {
        codice_fiscale::of(self)
    }
}

/// Nothing for 0, then A to Z, AA and so on.
fn letters(number: usize) -> String {
    match number.checked_sub(1) {
        None => String::new(),
        Some(rest) => {
            let last = char::from(b'A' + (rest % 26) as u8);
            letters(rest / 26) + &last.to_string()
        }
    }
}

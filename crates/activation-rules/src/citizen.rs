// SPDX-License-Identifier: EUPL-1.2
//! Whom rows belong to: a pseudonym, and the one personal date a rule needs.

use time::{Date, Month};

/// Keyed digest of the codice fiscale, made by the vault's or the service's pseudonym key.
/// It is the first column of every table. `Debug` hides it: it still points at one person.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Citizen(pub [u8; 16]);

impl std::fmt::Debug for Citizen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Citizen(…)")
    }
}

/// The registry's birth date. `Debug` hides it.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct BirthDate(pub Date);

impl BirthDate {
    /// Whether the person is of age on this day: the eighteenth birthday has come.
    /// Who was born on 29 February comes of age on 1 March.
    #[must_use]
    pub fn is_adult_on(self, day: Date) -> bool {
        let year = self.0.year() + ADULT_AGE;
        let birthday = self.0.replace_year(year);
        birthday
            .or_else(|_| Date::from_calendar_date(year, Month::March, 1))
            .is_ok_and(|birthday| birthday <= day)
    }
}

impl std::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

/// Codice civile, article 2.
const ADULT_AGE: i32 = 18;

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_person_is_of_age_from_the_eighteenth_birthday_on() {
        let born = BirthDate(date!(2000 - 05 - 10));
        assert!(!born.is_adult_on(date!(2018 - 05 - 09)));
        assert!(born.is_adult_on(date!(2018 - 05 - 10)));
    }

    #[test]
    fn who_was_born_on_a_leap_day_comes_of_age_on_the_first_of_march() {
        let born = BirthDate(date!(2004 - 02 - 29));
        assert!(!born.is_adult_on(date!(2022 - 02 - 28)));
        assert!(born.is_adult_on(date!(2022 - 03 - 01)));
    }

    #[test]
    fn debug_tells_neither_who_nor_when() {
        assert_eq!(format!("{:?}", Citizen([7; 16])), "Citizen(…)");
        let born = BirthDate(date!(2000 - 05 - 10));
        assert_eq!(format!("{born:?}"), "BirthDate(…)");
    }
}

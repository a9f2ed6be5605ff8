// SPDX-License-Identifier: EUPL-1.2
//! Invented citizens need codes that every check accepts.

use time::Date;

use super::citizen::Citizen;

const MONTHS: &[u8; 12] = b"ABCDEHLMPRST";
/// Values of 0-9 and A-Z at odd positions (decree of 23 December 1976).
const ODD: [u32; 36] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6,
    8, 12, 14, 16, 10, 22, 25, 24, 23,
];

/// The codice fiscale of a citizen.
pub(super) fn of(citizen: &Citizen) -> String {
    let body = [
        three_letters(&citizen.surname, false),
        three_letters(&citizen.name, true),
        birth(citizen.birth_date, citizen.female),
        citizen.birth_municipality.to_owned(),
    ]
    .concat();
    let check = check_character(&body);
    format!("{body}{check}")
}

/// Consonants, then vowels, then X; a name with four consonants skips the second.
fn three_letters(text: &str, is_name: bool) -> String {
    let (vowels, mut consonants): (String, String) = text
        .chars()
        .filter(char::is_ascii_uppercase)
        .partition(|letter| "AEIOU".contains(*letter));
    if is_name && consonants.len() >= 4 {
        consonants.remove(1);
    }
    format!("{consonants}{vowels}XXX").chars().take(3).collect()
}

fn birth(date: Date, female: bool) -> String {
    let month = char::from(MONTHS[usize::from(u8::from(date.month())) - 1]);
    let day = date.day() + if female { 40 } else { 0 };
    format!("{:02}{month}{day:02}", date.year() % 100)
}

fn check_character(body: &str) -> char {
    let sum: u32 = body
        .chars()
        .enumerate()
        .map(|(index, sign)| value(index, sign))
        .sum();
    char::from(b'A' + (sum % 26) as u8)
}

/// The first character is at position 1, which is odd.
fn value(index: usize, sign: char) -> u32 {
    let digit = sign.to_digit(36).unwrap_or(0);
    match (index.is_multiple_of(2), sign.is_ascii_digit()) {
        (true, _) => ODD[digit as usize],
        (false, true) => digit,
        (false, false) => digit - 10,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn rossi(female: bool) -> Citizen {
        Citizen {
            surname: "ROSSI".into(),
            name: "MARIO".into(),
            female,
            birth_date: date!(1980 - 01 - 01),
            birth_municipality: "D612",
        }
    }

    #[test]
    fn a_well_known_invented_citizen_has_the_well_known_code() {
        assert_eq!(of(&rossi(false)), "RSSMRA80A01D612Y");
        assert_eq!(of(&rossi(true)), "RSSMRA80A41D612C");
    }

    #[test]
    fn a_name_with_four_consonants_skips_the_second() {
        assert_eq!(three_letters("GIANFRANCO", true), "GFR");
        assert_eq!(three_letters("GIANFRANCO", false), "GNF");
        assert_eq!(three_letters("FO", false), "FOX");
    }
}

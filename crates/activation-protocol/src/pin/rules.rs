// SPDX-License-Identifier: EUPL-1.2
//! Which chosen PINs are too easy to guess. The server sends the lengths; the digits stay here.

use serde::{Deserialize, Serialize};

use super::Pin;

/// What a chosen PIN must look like, as the server sends it for a card.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct PinRules {
    /// Fewest digits.
    pub min_len: u8,
    /// Most digits.
    pub max_len: u8,
}

/// Numbers an acquaintance of the holder could guess, read from the card and kept in RAM.
#[derive(Clone, Copy)]
pub struct PersonalNumbers<'a> {
    /// Birth date, `DDMMYYYY`.
    pub birth_date: &'a [u8],
    /// The 16 digits of the new card.
    pub id_carta: &'a [u8],
}

/// Why a chosen PIN is refused. Each has its own plain sentence on the glass.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum WeakPin {
    /// Shorter or longer than the card's rules.
    Length,
    /// One digit repeated.
    SameDigit,
    /// Digits that count up or down, `9` being followed by `0`.
    Run,
    /// A short block repeated: `ABAB…` or `ABCABC…`.
    Repeated,
    /// Part of the birth date.
    BirthDate,
    /// Part of the card number.
    CardNumber,
    /// One of the PINs people choose most.
    Common,
}

impl PinRules {
    /// Judges a chosen PIN.
    ///
    /// # Errors
    /// The first reason why it is weak.
    pub fn check(&self, pin: &Pin, personal: PersonalNumbers<'_>) -> Result<(), WeakPin> {
        let digits = pin.expose();
        let len = u8::try_from(digits.len()).expect("at most eight");
        let reasons = [
            (
                !(self.min_len..=self.max_len).contains(&len),
                WeakPin::Length,
            ),
            (is_run(digits, 0), WeakPin::SameDigit),
            (is_run(digits, 1) || is_run(digits, 9), WeakPin::Run),
            (
                has_period(digits, 2) || has_period(digits, 3),
                WeakPin::Repeated,
            ),
            (
                is_from_birth_date(digits, personal.birth_date),
                WeakPin::BirthDate,
            ),
            (contains(personal.id_carta, digits), WeakPin::CardNumber),
            (COMMON.contains(&digits), WeakPin::Common),
        ];
        match reasons.into_iter().find(|(holds, _)| *holds) {
            Some((_, reason)) => Err(reason),
            None => Ok(()),
        }
    }
}

/// Every digit is the one before plus `step`, modulo ten.
fn is_run(digits: &[u8], step: u8) -> bool {
    digits
        .windows(2)
        .all(|pair| (pair[0] - b'0' + step) % 10 == pair[1] - b'0')
}

fn has_period(digits: &[u8], period: usize) -> bool {
    digits.len() >= 2 * period && digits.iter().zip(&digits[period..]).all(|(a, b)| a == b)
}

/// Five or more digits that stand in a usual way to write the date.
fn is_from_birth_date(digits: &[u8], date: &[u8]) -> bool {
    let Ok([d1, d2, m1, m2, y1, y2, y3, y4]) = <[u8; 8]>::try_from(date) else {
        return false;
    };
    [
        [d1, d2, m1, m2, y1, y2, y3, y4],
        [m1, m2, d1, d2, y1, y2, y3, y4],
        [y1, y2, y3, y4, m1, m2, d1, d2],
        [d1, d2, m1, m2, y3, y4, 0, 0],
        [m1, m2, d1, d2, y3, y4, 0, 0],
        [y3, y4, m1, m2, d1, d2, 0, 0],
    ]
    .iter()
    .any(|written| contains(written, digits))
        || contains_year(digits, &[y1, y2, y3, y4])
}

/// A short PIN that is little more than the birth year.
fn contains_year(digits: &[u8], year: &[u8]) -> bool {
    digits.len() <= year.len() + 1 && contains(digits, year)
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

/// What is left of the best-known lists of chosen PINs after the rules above.
const COMMON: &[&[u8]] = &[
    b"12321",
    b"11223",
    b"12233",
    b"13579",
    b"24680",
    b"02468",
    b"97531",
    b"14789",
    b"36987",
    b"25802",
    b"11235",
    b"31415",
    b"27182",
    b"12312",
    b"10203",
    b"112233",
    b"123321",
    b"159753",
    b"147258",
    b"789456",
    b"456789",
    b"159357",
    b"852456",
    b"741852",
    b"963852",
    b"121314",
    b"101010",
    b"102030",
    b"131415",
    b"147852",
    b"112358",
    b"314159",
    b"12344321",
    b"11223344",
    b"11112222",
    b"14725836",
    b"13572468",
    b"10203040",
    b"31415926",
    b"27182818",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(digits: &[u8]) -> Result<(), WeakPin> {
        let rules = PinRules {
            min_len: 5,
            max_len: 8,
        };
        let personal = PersonalNumbers {
            birth_date: b"07091958",
            id_carta: b"6090000000481516",
        };
        rules.check(&Pin::new(digits).unwrap(), personal)
    }

    #[test]
    fn an_ordinary_choice_is_accepted() {
        for good in [&b"40719"[..], b"83025", b"907214", b"27391846"] {
            assert_eq!(judge(good), Ok(()));
        }
    }

    #[test]
    fn each_weakness_has_its_own_reason() {
        for (digits, reason) in [
            (&b"77777"[..], WeakPin::SameDigit),
            (b"34567", WeakPin::Run),
            (b"89012", WeakPin::Run),
            (b"54321", WeakPin::Run),
            (b"47474", WeakPin::Repeated),
            (b"471471", WeakPin::Repeated),
            (b"07091", WeakPin::BirthDate),
            (b"070958", WeakPin::BirthDate),
            (b"09071958", WeakPin::BirthDate),
            (b"91958", WeakPin::BirthDate),
            (b"04815", WeakPin::CardNumber),
            (b"13579", WeakPin::Common),
        ] {
            assert_eq!(
                judge(digits),
                Err(reason),
                "{}",
                String::from_utf8_lossy(digits)
            );
        }
    }

    #[test]
    fn the_length_the_server_sent_is_kept() {
        let rules = PinRules {
            min_len: 5,
            max_len: 5,
        };
        let personal = PersonalNumbers {
            birth_date: b"",
            id_carta: b"",
        };
        let pin = Pin::new(b"407192").unwrap();
        assert_eq!(rules.check(&pin, personal), Err(WeakPin::Length));
    }
}

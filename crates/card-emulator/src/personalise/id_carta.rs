// SPDX-License-Identifier: EUPL-1.2
//! The 16 digits that tell one card from another.

/// Issuer, an eleven-digit progressive number, and a Luhn digit.
pub(super) fn number(issuer: &str, progressive: u64) -> String {
    let body = format!("{issuer}{:011}", progressive % 100_000_000_000);
    let check = luhn(&body);
    format!("{body}{check}")
}

/// The digit that follows `body` (ISO/IEC 7812-1, annex B).
fn luhn(body: &str) -> u32 {
    let digits = body.chars().rev().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(index, digit)| weigh(index, digit))
        .sum();
    (10 - sum % 10) % 10
}

fn weigh(index: usize, digit: u32) -> u32 {
    match (index % 2, digit) {
        (0, 5..) => 2 * digit - 9,
        (0, _) => 2 * digit,
        _ => digit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_has_the_known_check_digit() {
        assert_eq!(number("6090", 100), "6090000000001006");
    }
}

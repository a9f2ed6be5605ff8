// SPDX-License-Identifier: EUPL-1.2
//! The Italian tax code, which names the citizen (DM 23 December 1976 and its check character).

use zeroize::Zeroize;

use crate::ProtocolError;

/// A well-formed codice fiscale of 16 characters, upper case, omocodia allowed.
///
/// It cannot be printed or serialised by accident; whoever needs the text calls [`expose`].
///
/// [`expose`]: CodiceFiscale::expose
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct CodiceFiscale([u8; 16]);

impl CodiceFiscale {
    /// Reads 16 characters; surrounding white space is not accepted, lower case is.
    ///
    /// # Errors
    /// [`ProtocolError::CodiceFiscaleShape`] or [`ProtocolError::CodiceFiscaleCheck`].
    pub fn parse(text: &str) -> Result<Self, ProtocolError> {
        let mut code: [u8; 16] = text
            .as_bytes()
            .try_into()
            .map_err(|_| ProtocolError::CodiceFiscaleShape)?;
        code.make_ascii_uppercase();
        if !has_shape(&code) {
            return Err(ProtocolError::CodiceFiscaleShape);
        }
        if check_character(&code[..15]) != code[15] {
            return Err(ProtocolError::CodiceFiscaleCheck);
        }
        Ok(Self(code))
    }

    /// The 16 characters. The caller must not log, journal or print them.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a parsed codice fiscale is ASCII")
    }

    /// The same code with omocodia undone: digits where letters stand for digits.
    /// For comparing people, never for identifying one.
    #[must_use]
    pub fn without_omocodia(&self) -> [u8; 15] {
        let mut plain = [0; 15];
        plain.copy_from_slice(&self.0[..15]);
        for position in OMOCODIA_POSITIONS {
            if let Some(digit) = OMOCODIA_LETTERS
                .iter()
                .position(|letter| *letter == plain[position])
            {
                plain[position] = b'0' + u8::try_from(digit).expect("there are ten letters");
            }
        }
        plain
    }
}

impl std::fmt::Debug for CodiceFiscale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodiceFiscale(…)")
    }
}

impl Drop for CodiceFiscale {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

fn has_shape(code: &[u8; 16]) -> bool {
    let digit = |c: u8| c.is_ascii_digit() || OMOCODIA_LETTERS.contains(&c);
    code.iter().enumerate().all(|(i, c)| match i {
        0..=5 | 11 | 15 => c.is_ascii_uppercase(),
        8 => MONTHS.contains(c),
        _ => digit(*c),
    })
}

/// The check character of the first fifteen: odd positions by table, even ones by value, mod 26.
fn check_character(first: &[u8]) -> u8 {
    let sum: u32 = first
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let value = if c.is_ascii_digit() {
                c - b'0'
            } else {
                c - b'A'
            };
            if i % 2 == 0 {
                u32::from(ODD_VALUES[usize::from(value)])
            } else {
                u32::from(value)
            }
        })
        .sum();
    b'A' + u8::try_from(sum % 26).expect("below 26")
}

const MONTHS: &[u8] = b"ABCDEHLMPRST";
const OMOCODIA_LETTERS: &[u8; 10] = b"LMNPQRSTUV";
const OMOCODIA_POSITIONS: [usize; 7] = [6, 7, 9, 10, 12, 13, 14];
/// Values of 0–9 and A–Z in odd positions; a digit has the value of the letter of its rank.
const ODD_VALUES: [u8; 26] = [
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_codes_are_accepted_with_and_without_omocodia() {
        for code in [
            "RSSMRA80A01D612Y",
            "RSSMRA80A41D612C",
            "RSSMRA80A01D61NN",
            "RSSMRA80A01DSMNV",
            "rssmra80a01d612y",
        ] {
            assert!(CodiceFiscale::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_wrong_check_character_is_told_apart_from_a_wrong_shape() {
        assert_eq!(
            CodiceFiscale::parse("RSSMRA80A01D612X"),
            Err(ProtocolError::CodiceFiscaleCheck)
        );
        for shape in [
            "",
            "RSSMRA80A01D612",
            "RSSMRA80Z01D612Y",
            "R1SMRA80A01D612Y",
            "12345678901",
        ] {
            assert_eq!(
                CodiceFiscale::parse(shape),
                Err(ProtocolError::CodiceFiscaleShape),
                "{shape}"
            );
        }
    }

    #[test]
    fn omocodia_is_undone_only_where_digits_belong() {
        let plain = CodiceFiscale::parse("RSSMRA80A01D612Y").unwrap();
        let omocodic = CodiceFiscale::parse("RSSMRA80A01DSMNV").unwrap();
        assert_eq!(plain.without_omocodia(), omocodic.without_omocodia());
        assert_ne!(plain, omocodic);
    }

    #[test]
    fn debug_does_not_print_the_code() {
        let code = CodiceFiscale::parse("RSSMRA80A01D612Y").unwrap();
        assert_eq!(format!("{code:?}"), "CodiceFiscale(…)");
    }
}

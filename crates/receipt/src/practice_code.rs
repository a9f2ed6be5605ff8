// SPDX-License-Identifier: EUPL-1.2
//! The practice code as it stands on paper: grouped so that it can be read aloud.

use crate::error::ReceiptError;

/// A practice code: eight Crockford characters and a check character. It names no person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeCode(String);

impl PracticeCode {
    /// Takes the code with or without hyphens.
    ///
    /// # Errors
    /// [`ReceiptError::PracticeCode`] if it has not eight Crockford characters and a check one.
    pub fn new(code: &str) -> Result<Self, ReceiptError> {
        let bare: Vec<char> = code
            .chars()
            .filter(|c| *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let (body, check) = bare.split_at_checked(8).ok_or(ReceiptError::PracticeCode)?;
        let well_formed = body.iter().all(|c| is_crockford(*c))
            && matches!(check, [c] if is_crockford(*c) || "*~$=U".contains(*c));
        if !well_formed {
            return Err(ReceiptError::PracticeCode);
        }
        let grouped: Vec<String> = bare.chunks(4).map(|group| group.iter().collect()).collect();
        Ok(Self(grouped.join("-")))
    }

    /// The code in groups of four: `K7QM-2R9T-X`.
    pub fn grouped(&self) -> &str {
        &self.0
    }
}

fn is_crockford(c: char) -> bool {
    c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_grouped_by_four() {
        let code = PracticeCode::new("k7qm2r9t$").expect("a code");
        assert_eq!(code.grouped(), "K7QM-2R9T-$");
        assert_eq!(PracticeCode::new("K7QM-2R9T-$").expect("a code"), code);
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for wrong in [
            "",
            "K7QM2R9T",
            "K7QM2R9TX0",
            "K7QM2R9O1",
            "RSSMRA80A01D612X",
        ] {
            assert!(PracticeCode::new(wrong).is_err(), "{wrong}");
        }
    }
}

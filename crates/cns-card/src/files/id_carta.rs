// SPDX-License-Identifier: EUPL-1.2
//! EF.ID_Carta (1003): the card's number in 16 ASCII digits.

use activation_protocol::{IdCarta, ProtocolError};

use crate::Defect;

/// Reads the 16 bytes of the file.
///
/// # Errors
/// [`Defect::IdCarta`] when they are not 16 digits with the right check digit.
pub fn parse(bytes: &[u8]) -> Result<IdCarta, Defect> {
    let text =
        std::str::from_utf8(bytes).map_err(|_| Defect::IdCarta(ProtocolError::IdCartaShape))?;
    IdCarta::parse(text).map_err(Defect::IdCarta)
}

/// Length of the file in bytes.
pub(crate) const LENGTH: usize = 16;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fifteen_digits_are_not_a_number() {
        assert!(parse(b"6090000000001006").is_ok());
        assert_eq!(
            parse(b"609000000000100"),
            Err(Defect::IdCarta(ProtocolError::IdCartaShape))
        );
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_bytes_end_in_a_number_or_a_defect(bytes: Vec<u8>) {
            let _ = parse(&bytes);
        }

        #[test]
        fn a_number_is_read_as_it_is_written(first in 0u64..10u64.pow(15)) {
            let number = (0..10)
                .map(|check| format!("{first:015}{check}"))
                .filter(|text| parse(text.as_bytes()).is_ok())
                .collect::<Vec<_>>();
            prop_assert_eq!(number.len(), 1);
            let id = parse(number[0].as_bytes()).unwrap();
            prop_assert_eq!(id.expose(), number[0].as_str());
        }
    }
}

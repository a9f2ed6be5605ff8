// SPDX-License-Identifier: EUPL-1.2
//! The number of the chip card, EF.ID_Carta.

use crate::ProtocolError;

/// ID_Carta: 16 digits, the last one a Luhn digit over the first fifteen.
///
/// First digit 6 = citizen's regional card; digits 2–4 the region (090 Toscana).
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IdCarta([u8; 16]);

impl IdCarta {
    /// Reads 16 ASCII digits.
    ///
    /// # Errors
    /// [`ProtocolError::IdCartaShape`] or [`ProtocolError::IdCartaCheck`].
    pub fn parse(text: &str) -> Result<Self, ProtocolError> {
        let digits: [u8; 16] = text
            .as_bytes()
            .try_into()
            .map_err(|_| ProtocolError::IdCartaShape)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(ProtocolError::IdCartaShape);
        }
        if luhn_digit(&digits[..15]) != digits[15] {
            return Err(ProtocolError::IdCartaCheck);
        }
        Ok(Self(digits))
    }

    /// All 16 digits. The caller must not log, journal or print them.
    #[must_use]
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a parsed card number is ASCII")
    }

    /// Kind and region, e.g. `6090` for a Tuscan citizen's card.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.expose()[..4]
    }

    /// The last four digits, which a receipt may show.
    #[must_use]
    pub fn last4(&self) -> &str {
        &self.expose()[12..]
    }
}

impl std::fmt::Debug for IdCarta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdCarta(…)")
    }
}

/// Serde for the one place a card number leaves the kiosk: a request body.
pub(crate) mod wire {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use super::IdCarta;

    pub(crate) fn serialize<S: Serializer>(id: &IdCarta, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(id.expose())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<IdCarta, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        IdCarta::parse(&text).map_err(de::Error::custom)
    }
}

/// The Luhn digit (ISO/IEC 7812-1, annex B) of ASCII digits.
fn luhn_digit(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, c)| {
            let value = u32::from(c - b'0') * if i % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    b'0' + u8::try_from((10 - sum % 10) % 10).expect("below 10")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tuscan_number_tells_its_issuer_and_last_digits() {
        let id = IdCarta::parse("6090000000001006").unwrap();
        assert_eq!(id.issuer(), "6090");
        assert_eq!(id.last4(), "1006");
    }

    #[test]
    fn the_check_digit_must_match() {
        assert_eq!(
            IdCarta::parse("6090000000001007"),
            Err(ProtocolError::IdCartaCheck)
        );
        assert_eq!(
            IdCarta::parse("609000000000100"),
            Err(ProtocolError::IdCartaShape)
        );
    }
}

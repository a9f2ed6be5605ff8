// SPDX-License-Identifier: EUPL-1.2
//! What is peculiar to one model of printer, as data with a source and a date.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::code_page::CodePage;
use crate::error::ReceiptError;
use crate::status::StatusRequest;

/// The fewest columns on which the layout holds.
const LEAST_COLUMNS: usize = 24;

/// One model of printer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrinterProfile {
    /// The name by which a configuration asks for it.
    pub name: String,
    /// Where the facts come from.
    pub source: String,
    /// The day they were checked, `YYYY-MM-DD`.
    pub checked: String,
    /// Characters in a row of the normal font.
    pub columns: usize,
    /// Dots in a row.
    pub dots: u16,
    /// Blank rows between the last words and the cut.
    pub tail_lines: u8,
    /// Cuts the slip and, where the printer can, presents it and takes it back.
    pub finish: HexBytes,
    /// Makes the printer forget what it has not printed yet.
    pub cancel: HexBytes,
    /// Asks for a byte that comes only when everything before is on paper.
    #[serde(default)]
    pub end_marker: Option<HexBytes>,
    /// The character table.
    pub code_page: CodePageSetting,
    /// How it tells its state.
    pub status: StatusDialect,
    /// How it draws QR codes.
    pub qr: QrDialect,
}

impl PrinterProfile {
    /// A profile that comes with this program: `epson` or `custom-vkp80iii`.
    ///
    /// # Errors
    /// [`ReceiptError::UnknownProfile`] for any other name.
    pub fn builtin(name: &str) -> Result<Self, ReceiptError> {
        match name {
            "epson" => Self::from_toml(include_str!("../data/epson.toml")),
            "custom-vkp80iii" => Self::from_toml(include_str!("../data/custom-vkp80iii.toml")),
            _ => Err(ReceiptError::UnknownProfile),
        }
    }

    /// A profile from its text.
    ///
    /// # Errors
    /// [`ReceiptError::Profile`] with line and reason; [`ReceiptError::TooNarrow`].
    pub fn from_toml(text: &str) -> Result<Self, ReceiptError> {
        let profile: Self = toml::from_str(text)?;
        if profile.columns < LEAST_COLUMNS {
            return Err(ReceiptError::TooNarrow {
                columns: profile.columns,
                least: LEAST_COLUMNS,
            });
        }
        Ok(profile)
    }
}

/// Which table, and the number by which this model knows it (ESC t).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodePageSetting {
    /// The table.
    pub page: CodePage,
    /// Its number in ESC t.
    pub number: u8,
}

/// How a printer tells its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "dialect", rename_all = "kebab-case", deny_unknown_fields)]
pub enum StatusDialect {
    /// Epson: four questions of one byte each. An answer `b` is genuine if `b & mask == value`.
    DleEot {
        /// The bits that are fixed on this model.
        mask: u8,
        /// What they are.
        value: u8,
    },
    /// Custom: one question, six bytes.
    CustomFull {},
}

impl StatusDialect {
    /// The questions to ask, in order, each after the answer to the one before.
    pub fn questions(self) -> &'static [StatusRequest] {
        match self {
            Self::DleEot { .. } => &StatusRequest::DLE_EOT,
            Self::CustomFull {} => &[StatusRequest::CustomFull],
        }
    }
}

/// The parameters of GS ( k that differ between makers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QrDialect {
    /// Dots in a side of one module.
    pub module_dots: u8,
    /// The number of the error correction level.
    pub error_correction: u8,
    /// The `m` of storing and printing.
    pub symbol: u8,
}

/// Bytes written in a profile as pairs of hexadecimal digits: `"1D 56 42 00"`.
#[derive(Clone, PartialEq, Eq)]
pub struct HexBytes(Vec<u8>);

impl HexBytes {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for HexBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02X?}", self.0)
    }
}

impl<'de> Deserialize<'de> for HexBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.split_whitespace()
            .map(|pair| match pair.len() {
                2 => u8::from_str_radix(pair, 16).map_err(D::Error::custom),
                _ => Err(D::Error::custom("bytes are pairs of hexadecimal digits")),
            })
            .collect::<Result<Vec<u8>, D::Error>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_profile_loads_under_its_own_name() {
        for name in ["epson", "custom-vkp80iii"] {
            assert_eq!(PrinterProfile::builtin(name).expect("built in").name, name);
        }
        assert!(PrinterProfile::builtin("typewriter").is_err());
    }

    #[test]
    fn a_profile_with_an_unknown_key_or_bad_bytes_or_no_width_is_refused() {
        let good = include_str!("../data/epson.toml");
        for (from, to) in [
            ("columns = 48", "columns = 48\ncolour = 3"),
            ("1D 56 42 00", "1D 5 42 00"),
            ("1D 56 42 00", "1D +5 42 00 zz"),
            ("columns = 48", "columns = 8"),
        ] {
            assert!(
                PrinterProfile::from_toml(&good.replacen(from, to, 1)).is_err(),
                "{to}"
            );
        }
    }
}

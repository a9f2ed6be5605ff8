// SPDX-License-Identifier: EUPL-1.2
//! Where a generation keeps a file, how large it is and what is in it.

use serde::Deserialize;

use super::hexadecimal;

/// One elementary file of a generation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSheet {
    /// The application it is behind; without, it is the card's own.
    #[serde(default, deserialize_with = "hexadecimal::optional_bytes")]
    pub application: Option<Vec<u8>>,
    /// Path from the root of the application or the MF, such as `1100/1101`.
    pub path: String,
    /// Allocated bytes; shorter contents are padded with zeros.
    pub size: usize,
    /// What is in it.
    #[serde(default)]
    pub holds: Holds,
}

/// The contents of an elementary file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// Zeros.
    #[default]
    Zeros,
    /// EF.GDO, the serial number of the chip in a data object.
    Serial,
    /// Two bytes and eight of BCD digits, as EF D003 of the cards of 2025.
    CardNumber,
    /// The 16 digits of ID_Carta.
    IdCarta,
    /// The authentication certificate; the file is missing when the card has none.
    Certificate,
    /// Dati_personali.
    PersonalData,
}

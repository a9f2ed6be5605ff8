// SPDX-License-Identifier: EUPL-1.2
//! What the factory burnt in never changes, so all clones of a card share it.

use std::fmt;
use std::sync::Arc;

use super::files::{Files, Path};
use super::key::AuthenticationKey;
use crate::profile::{Holds, Profile};

/// What never changes on a card.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The generation.
    pub profile: Profile,
    /// The files.
    pub files: Files,
    /// The private key.
    pub key: Arc<dyn AuthenticationKey>,
}

/// What the files of one citizen's card hold.
#[derive(Clone, Default)]
pub struct Contents {
    /// 16 digits.
    pub id_carta: Vec<u8>,
    /// Dati_personali, without padding.
    pub personal_data: Vec<u8>,
    /// DER; `None` leaves the file out.
    pub certificate: Option<Vec<u8>>,
}

impl Chip {
    /// Lays `contents` out as the generation wants it; `None` when the generation has a path
    /// that is none, or a file too small for what it holds.
    pub fn new(
        profile: Profile,
        contents: &Contents,
        key: Arc<dyn AuthenticationKey>,
    ) -> Option<Self> {
        let mut files = Files::default();
        for sheet in &profile.files {
            let Some(mut bytes) = contents.of(sheet.holds) else {
                continue;
            };
            if bytes.len() > sheet.size {
                return None;
            }
            bytes.resize(sheet.size, 0);
            files.insert(Path::from_text(&sheet.path)?, bytes);
        }
        Some(Self {
            profile,
            files,
            key,
        })
    }
}

impl Contents {
    fn of(&self, holds: Holds) -> Option<Vec<u8>> {
        match holds {
            Holds::Zeros => Some(Vec::new()),
            Holds::Serial => Some(self.serial()),
            Holds::IdCarta => Some(self.id_carta.clone()),
            Holds::Certificate => self.certificate.clone(),
            Holds::PersonalData => Some(self.personal_data.clone()),
        }
    }

    /// EF.GDO: a serial number of 10 BCD bytes, made of the digits of ID_Carta.
    fn serial(&self) -> Vec<u8> {
        let digit = |index: usize| self.id_carta.get(index).map_or(0, |digit| digit & 0x0F);
        let number: Vec<u8> = (0..10)
            .map(|i| digit(2 * i) << 4 | digit(2 * i + 1))
            .collect();
        crate::tlv::tlv(0x5A, &number)
    }
}

impl fmt::Debug for Contents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Contents(..)")
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! What the factory burnt in never changes, so all clones of a card share it.

use std::fmt;
use std::sync::Arc;

use super::files::{Files, Path, Place};
use super::key::AuthenticationKey;
use crate::profile::{CertificatePadding, FileSheet, Holds, Profile, Quirks};

/// What never changes on a card.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The generation.
    pub profile: Profile,
    /// The files.
    pub files: Files,
    /// The private key.
    pub key: Arc<dyn AuthenticationKey>,
    contents: Contents,
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
    /// or an application that is none, or a file too small for what it holds.
    pub fn new(
        profile: Profile,
        contents: &Contents,
        key: Arc<dyn AuthenticationKey>,
    ) -> Option<Self> {
        Some(Self {
            files: contents.laid_out(&profile)?,
            profile,
            key,
            contents: contents.clone(),
        })
    }

    /// Whether it is the same chip with the same habits.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.key, &other.key)
            && self.profile.quirks == other.profile.quirks
            && self.files == other.files
    }

    /// The same chip with other habits; some of them show in its files.
    pub(super) fn with_quirks(&self, quirks: Quirks) -> Self {
        let mut chip = self.clone();
        chip.profile.quirks = quirks;
        if let Some(files) = self.contents.laid_out(&chip.profile) {
            chip.files = files;
        }
        chip
    }
}

impl Contents {
    /// Whether there is room for all of it on a card of this generation.
    pub(crate) fn fit(&self, profile: &Profile) -> bool {
        self.laid_out(profile).is_some()
    }

    fn laid_out(&self, profile: &Profile) -> Option<Files> {
        let mut files = Files::default();
        for sheet in &profile.files {
            let Some(bytes) = self.of(sheet.holds) else {
                continue;
            };
            if bytes.len() > sheet.size {
                return None;
            }
            let place = Place {
                tree: profile.tree(sheet.application.as_ref())?,
                path: Path::from_text(&sheet.path)?,
            };
            files.insert(place, padded(bytes, sheet, &profile.quirks));
        }
        Some(files)
    }

    fn of(&self, holds: Holds) -> Option<Vec<u8>> {
        match holds {
            Holds::Zeros => Some(Vec::new()),
            Holds::Serial => Some(crate::tlv::tlv(0x5A, &self.digits(10))),
            Holds::CardNumber => Some([vec![0x5A, 0x08], self.digits(8)].concat()),
            Holds::IdCarta => Some(self.id_carta.clone()),
            Holds::Certificate => self.certificate.clone(),
            Holds::PersonalData => Some(self.personal_data.clone()),
        }
    }

    /// So many BCD bytes, made of the digits of ID_Carta and zeros.
    fn digits(&self, bytes: usize) -> Vec<u8> {
        let digit = |index: usize| self.id_carta.get(index).map_or(0, |digit| digit & 0x0F);
        let pair = |index: usize| digit(2 * index) << 4 | digit(2 * index + 1);
        (0..bytes).map(pair).collect()
    }
}

fn padded(mut bytes: Vec<u8>, sheet: &FileSheet, quirks: &Quirks) -> Vec<u8> {
    let padding = match sheet.holds {
        Holds::Certificate => quirks.certificate_padding,
        Holds::Zeros | Holds::Serial | Holds::CardNumber | Holds::IdCarta | Holds::PersonalData => {
            CertificatePadding::Zeros
        }
    };
    match padding {
        CertificatePadding::Zeros => bytes.resize(sheet.size, 0x00),
        CertificatePadding::Ones => bytes.resize(sheet.size, 0xFF),
        CertificatePadding::Nothing => {}
    }
    bytes
}

impl fmt::Debug for Contents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Contents(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_card::{TestCard, athena};
    use crate::profile::CertificatePadding;

    fn certificate(card: &mut TestCard) -> Vec<u8> {
        let fci = card.send("00A40800041100110100").0;
        let size = usize::from(u16::from_be_bytes([fci[4], fci[5]]));
        let mut bytes = Vec::new();
        while bytes.len() < size {
            let wanted = (size - bytes.len()).min(0xFF);
            bytes.extend(card.send(&format!("00B0{:04X}{wanted:02X}", bytes.len())).0);
        }
        bytes
    }

    #[test]
    fn a_certificate_is_padded_with_zeros_or_ones_or_nothing() {
        for (padding, byte, length) in [
            (CertificatePadding::Zeros, 0x00, 2048),
            (CertificatePadding::Ones, 0xFF, 2048),
            (CertificatePadding::Nothing, 0x00, 2),
        ] {
            let mut card = athena();
            card.quirk(|quirks| quirks.certificate_padding = padding);
            let bytes = certificate(&mut card);
            assert_eq!((bytes.len(), &bytes[..2]), (length, &[0x30, 0x00][..]));
            assert!(bytes[2..].iter().all(|it| *it == byte), "{padding:?}");
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2
//! The file control information a card may return to SELECT (ISO/IEC 7816-4:2020, 7.4).

use crate::{Defect, tlv};

/// What the kiosk uses of a file's control information.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FileControlInformation {
    /// Bytes in the file, when the card tells.
    pub size: Option<usize>,
}

impl FileControlInformation {
    /// Reads an FCI (`6F`) or FCP (`62`) template.
    ///
    /// # Errors
    /// [`Defect::DataObject`] when the template or an object in it is malformed.
    pub fn parse(bytes: &[u8]) -> Result<Self, Defect> {
        let (template, _) = tlv::split_first(bytes)?;
        if ![FCI, FCP].contains(&template.tag) {
            return Err(Defect::DataObject);
        }
        let size = match tlv::find(template.value, DATA_BYTES)? {
            Some(value) => Some(value),
            None => tlv::find(template.value, ALL_BYTES)?,
        };
        Ok(Self {
            size: size.map(number).transpose()?,
        })
    }
}

fn number(value: &[u8]) -> Result<usize, Defect> {
    match *value {
        [byte] => Ok(usize::from(byte)),
        [high, low] => Ok(usize::from(u16::from_be_bytes([high, low]))),
        _ => Err(Defect::DataObject),
    }
}

const FCI: u8 = 0x6F;
const FCP: u8 = 0x62;
/// Number of data bytes in the file, structural information excluded.
const DATA_BYTES: u8 = 0x80;
/// The same, structural information included.
const ALL_BYTES: u8 = 0x81;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fci(tag: u8, size: u16) -> Vec<u8> {
        let [high, low] = size.to_be_bytes();
        vec![
            0x6F, 0x0D, tag, 0x02, high, low, 0x82, 0x03, 0x01, 0x00, 0x00, 0x83, 0x02, 0x11, 0x02,
        ]
    }

    #[test]
    fn a_template_without_a_size_is_not_a_defect() {
        let parsed = FileControlInformation::parse(&[0x62, 0x04, 0x83, 0x02, 0x11, 0x01]);
        assert_eq!(parsed, Ok(FileControlInformation { size: None }));
    }

    #[test]
    fn another_template_is_a_defect() {
        assert!(FileControlInformation::parse(&[0x30, 0x00]).is_err());
    }

    #[test]
    fn the_size_is_found_in_templates_of_every_length() {
        for length in [0x7F, 0x80, 0xFF, 0x100_usize] {
            let size = [0x80, 0x02, 0x07, 0x5D];
            let filling = length - size.len();
            let filler = match filling {
                0..=0x81 => vec![0x85, u8::try_from(filling - 2).unwrap()],
                _ => vec![0x85, 0x81, u8::try_from(filling - 3).unwrap()],
            };
            let high = u8::try_from(length >> 8).unwrap();
            let low = u8::try_from(length & 0xFF).unwrap();
            let header = match length {
                0..=0x7F => vec![0x6F, low],
                0x80..=0xFF => vec![0x6F, 0x81, low],
                _ => vec![0x6F, 0x82, high, low],
            };
            let mut bytes = [header.clone(), filler].concat();
            bytes.resize(header.len() + filling, 0);
            bytes.extend(size);
            let parsed = FileControlInformation::parse(&bytes);
            assert_eq!(
                parsed,
                Ok(FileControlInformation { size: Some(0x75D) }),
                "{length:X}"
            );
        }
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_bytes_end_in_an_answer_or_a_defect(bytes: Vec<u8>) {
            let _ = FileControlInformation::parse(&bytes);
        }

        #[test]
        fn the_size_is_read_from_either_tag(size: u16) {
            for tag in [DATA_BYTES, ALL_BYTES] {
                let parsed = FileControlInformation::parse(&fci(tag, size)).unwrap();
                prop_assert_eq!(parsed.size, Some(usize::from(size)));
            }
        }
    }
}

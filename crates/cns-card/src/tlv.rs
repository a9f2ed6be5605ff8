// SPDX-License-Identifier: EUPL-1.2
//! BER-TLV data objects with one-byte tags, as far as cards and certificates need them.

use crate::Defect;

/// One data object: its tag and its value, borrowed from the template.
#[derive(Clone, Copy, Eq, PartialEq)]
pub struct DataObject<'a> {
    /// The one-byte tag.
    pub tag: u8,
    /// The value field.
    pub value: &'a [u8],
}

/// Splits the first data object from the rest of the bytes.
///
/// # Errors
/// [`Defect::DataObject`] when the length is not definite, longer than four bytes, or runs past
/// the end.
pub fn split_first(bytes: &[u8]) -> Result<(DataObject<'_>, &[u8]), Defect> {
    let (header, length) = header(bytes)?;
    let (tag, body) = (bytes[0], &bytes[header..]);
    let (value, rest) = body.split_at_checked(length).ok_or(Defect::DataObject)?;
    Ok((DataObject { tag, value }, rest))
}

/// The value of the first data object with this tag.
///
/// # Errors
/// [`Defect::DataObject`] when the template is malformed before the object is found.
pub fn find(mut template: &[u8], tag: u8) -> Result<Option<&[u8]>, Defect> {
    while !template.is_empty() {
        let (object, rest) = split_first(template)?;
        if object.tag == tag {
            return Ok(Some(object.value));
        }
        template = rest;
    }
    Ok(None)
}

/// The whole length, header included, that the header at the start of `bytes` announces.
///
/// # Errors
/// [`Defect::DataObject`] when the header is incomplete or not definite.
pub fn announced_length(bytes: &[u8]) -> Result<usize, Defect> {
    let (header, length) = header(bytes)?;
    header.checked_add(length).ok_or(Defect::DataObject)
}

/// Length of the header, and the length of the value it announces (ISO/IEC 8825-1, 8.1.3).
fn header(bytes: &[u8]) -> Result<(usize, usize), Defect> {
    let first = usize::from(*bytes.get(1).ok_or(Defect::DataObject)?);
    let count = match first {
        0..=0x7F => return Ok((2, first)),
        0x81..=0x84 => first & 0x7F,
        _ => return Err(Defect::DataObject),
    };
    let digits = bytes.get(2..2 + count).ok_or(Defect::DataObject)?;
    let length = digits
        .iter()
        .fold(0, |length, digit| length << 8 | usize::from(*digit));
    Ok((2 + count, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn encoded(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = u16::try_from(value.len()).unwrap().to_be_bytes();
        let header = match value.len() {
            0..=0x7F => vec![tag, length[1]],
            0x80..=0xFF => vec![tag, 0x81, length[1]],
            _ => vec![tag, 0x82, length[0], length[1]],
        };
        [header.as_slice(), value].concat()
    }

    #[test]
    fn lengths_change_form_at_80_and_100() {
        for (length, header) in [(0x7F, 2), (0x80, 3), (0xFF, 3), (0x100, 4)] {
            let bytes = encoded(0x30, &vec![1; length]);
            assert_eq!(announced_length(&bytes), Ok(header + length));
            assert_eq!(split_first(&bytes).unwrap().0.value.len(), length);
        }
    }

    #[test]
    fn indefinite_and_overlong_lengths_are_refused() {
        for bytes in [
            &[][..],
            &[0x30],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x82, 1],
            &[0x30, 0x85, 0, 0, 0, 0, 1],
        ] {
            assert_eq!(announced_length(bytes), Err(Defect::DataObject));
        }
        assert!(split_first(&[0x30, 0x02, 0x00]).is_err());
    }

    proptest! {
        #![proptest_config(crate::seeded::cases())]

        #[test]
        fn any_bytes_end_in_an_object_or_a_defect(bytes: Vec<u8>, tag: u8) {
            let _ = announced_length(&bytes);
            let _ = find(&bytes, tag);
        }

        #[test]
        fn an_object_is_found_behind_others(
            before in proptest::collection::vec(any::<u8>(), 0..0x180),
            value in proptest::collection::vec(any::<u8>(), 0..0x180),
        ) {
            let template = [encoded(0x80, &before), encoded(0x83, &value)].concat();
            prop_assert_eq!(find(&template, 0x83).unwrap(), Some(value.as_slice()));
            prop_assert_eq!(find(&template, 0x84).unwrap(), None);
        }
    }
}

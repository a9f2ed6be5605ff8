// SPDX-License-Identifier: EUPL-1.2
//! FCI templates and certificate policies are both nested tag-length-value.

/// One BER-TLV object (single-byte tag, definite length up to 65535).
///
/// Source: ISO/IEC 8825-1, 8.1.3.
pub(crate) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len();
    let mut object = vec![tag];
    match length {
        0..=0x7F => object.push(length as u8),
        0x80..=0xFF => object.extend([0x81, length as u8]),
        _ => object.extend([0x82, (length >> 8) as u8, length as u8]),
    }
    object.extend(value);
    object
}

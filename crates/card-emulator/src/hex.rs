// SPDX-License-Identifier: EUPL-1.2
//! Profiles, logs and control lines write bytes as hexadecimal text.

use std::fmt::Write as _;

/// Upper-case hexadecimal, without separators.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

/// The bytes of an even number of hexadecimal digits; `None` for anything else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

/// One byte written as two hexadecimal digits, such as an INS.
pub fn decode_byte(text: &str) -> Option<u8> {
    decode(text)
        .and_then(|bytes| <[u8; 1]>::try_from(bytes).ok())
        .map(|[byte]| byte)
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Looks for values in every file of a folder, also in the disguises that programs give to bytes.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Something that must not be found.
pub(super) struct Secret {
    /// What it is, for the report; its value is in none.
    pub(super) what: String,
    value: String,
}

impl Secret {
    pub(super) fn new(what: &str, value: &str) -> Self {
        let (what, value) = (what.to_owned(), value.to_owned());
        Self { what, value }
    }

    /// Whether bytes hold it, in any disguise.
    pub(super) fn is_in(&self, bytes: &[u8]) -> bool {
        let mut disguises = self.disguises().into_iter();
        disguises.any(|disguise| contains(bytes, &disguise))
    }

    /// Whether bytes are it and nothing else.
    pub(super) fn is_all_of(&self, bytes: &[u8]) -> bool {
        self.value.as_bytes() == bytes
    }

    /// The value, to plant it.
    pub(super) fn value(&self) -> &str {
        &self.value
    }

    /// As text, as UTF-16, as hexadecimal, as a list of bytes, and as base64 wherever it begins.
    pub(super) fn disguises(&self) -> Vec<Vec<u8>> {
        let bytes = self.value.as_bytes();
        let list = |bytes: &[u8]| {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            numbers.join(", ").into_bytes()
        };
        let mut hex = String::new();
        for byte in bytes {
            write!(hex, "{byte:02x}").expect("a String takes any text");
        }
        let utf16 = self
            .value
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut disguises = vec![bytes.to_vec(), utf16, list(bytes)];
        disguises.extend([hex.to_uppercase().into_bytes(), hex.into_bytes()]);
        disguises.extend((0..3).map(|shift| base64_within(bytes, shift)));
        disguises
    }
}

/// Where secrets are, a line each; the folder `source`, from which they come, is left out.
pub(super) fn findings(folder: &Path, secrets: &[Secret], source: &str) -> Vec<String> {
    let mut found = Vec::new();
    visit(folder, &mut |path| {
        let place = path.strip_prefix(folder).unwrap_or(path);
        if place.starts_with(source) {
            return;
        }
        let bytes = fs::read(path).expect("a file");
        for secret in secrets {
            if secret.is_in(&bytes) {
                found.push(format!("{}: {}", place.display(), secret.what));
            }
        }
    });
    found.sort();
    found
}

fn visit(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            visit(&path, look);
        } else {
            look(&path);
        }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else {
        return false;
    };
    let starts = haystack
        .iter()
        .enumerate()
        .filter(|(_, byte)| *byte == first);
    starts
        .map(|(at, _)| &haystack[at + 1..])
        .any(|tail| tail.starts_with(rest))
}

/// The characters of base64 that depend on these bytes alone, when `shift` bytes of a group of
/// three go before them.
fn base64_within(bytes: &[u8], shift: usize) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1))
        .collect();
    // The first character whose six bits all lie in the value.
    let skipped = (6 - shift * 8 % 6) % 6;
    let whole = bits.get(skipped..).unwrap_or_default().chunks_exact(6);
    let character = |six: &[u8]| six.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit));
    whole.map(|six| ALPHABET[character(six)]).collect()
}

#[test]
fn base64_is_recognised_wherever_the_value_begins() {
    // "x12345", "xx12345", "xxx12345" in base64.
    for (shift, encoded) in [(1, "eDEyMzQ1"), (2, "eHgxMjM0NQ=="), (0, "eHh4MTIzNDU=")] {
        let part = base64_within(b"12345", shift);
        assert!(part.len() >= 5, "too short to mean anything");
        assert!(contains(encoded.as_bytes(), &part), "{shift}");
    }
}

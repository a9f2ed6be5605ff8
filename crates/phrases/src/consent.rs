// SPDX-License-Identifier: EUPL-1.2
//! What a person accepts by putting the old card in.

use crate::language::Language;

/// Names the text of [`canonical_consent`]; a changed text gets a new name.
pub const CONSENT_VERSION: &str = "2026-11";

const ITALIAN: &str = include_str!("../locales/it/consent.txt");
const ENGLISH: &str = include_str!("../locales/en/consent.txt");

/// The text as a page shows it.
#[must_use]
pub fn consent(language: Language) -> &'static str {
    match language {
        Language::Italian => ITALIAN.trim_ascii_end(),
        Language::English => ENGLISH.trim_ascii_end(),
    }
}

/// The bytes whose SHA-256 the old card signs, whichever language was read: Italian, UTF-8.
#[must_use]
pub fn canonical_consent() -> &'static [u8] {
    consent(Language::Italian).as_bytes()
}

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod catalogue;
mod consent;
mod glass;
mod language;
mod page;
mod receipt_words;

pub use catalogue::Phrases;
pub use consent::{CONSENT_VERSION, canonical_consent, consent};
pub use glass::GlassWords;
pub use language::Language;
pub use page::{PageFacts, PageWords, Typing};
pub use receipt_words::{Moment, ReceiptLabelWords, ReceiptWords};

// SPDX-License-Identifier: EUPL-1.2
#![doc = include_str!("../README.md")]

mod card_on_page;
mod catalogue;
mod consent;
mod glass;
mod language;
mod page;
mod receipt_words;
mod report;

pub use card_on_page::CardOnPage;
pub use catalogue::Phrases;
pub use consent::{CONSENT_VERSION, canonical_consent, consent};
pub use glass::GlassWords;
pub use language::Language;
pub use page::{PageFacts, PageWords, Typing};
pub use receipt_words::{Moment, ReceiptLabelWords, ReceiptWords};
pub use report::{Fact, FactWords, ReportFacts};

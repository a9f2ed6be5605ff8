// SPDX-License-Identifier: EUPL-1.2
//! What a card office hands over, as JSON lines.

mod card_line;
mod fields;
mod reason;

pub(crate) use card_line::CardLine;
pub(crate) use reason::Reason;

#[cfg(test)]
mod tests;

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A program that cannot begin says why in one line, and errors come in many.

/// An error with its causes, the outermost first.
#[must_use]
pub fn in_one_line(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// SPDX-License-Identifier: EUPL-1.2
//! A slip as content: what it says, in which order, before any printer is known.

/// What is to be printed, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
}

/// One part of a slip. The text is already in the citizen's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The one thing the slip is about, in double size.
    Title(String),
    /// A short emphasised line above what follows.
    Heading(String),
    /// Running text, wrapped at words.
    Paragraph(String),
    /// A name and its value in two columns; neighbours share the columns.
    Pair {
        /// The name, on the left.
        key: String,
        /// The value, on the right.
        value: String,
    },
    /// One step of a list: the marker stands out to the left of the text.
    Item {
        /// For instance `1.`
        marker: String,
        /// The step.
        text: String,
    },
    /// A code to be read aloud or typed, as large as the paper allows, centred.
    Code(String),
    /// A QR code with this text, centred.
    Qr(String),
    /// A rule from edge to edge.
    Separator,
    /// Blank lines.
    Feed(u8),
}

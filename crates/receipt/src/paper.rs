// SPDX-License-Identifier: EUPL-1.2
//! What can be seen on paper: the meeting point of layout, encoder and decoder.

/// One row of the printed slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperLine {
    /// A row of text; a blank row has no runs.
    Text {
        /// Where the row stands.
        align: Align,
        /// The pieces of the row from left to right.
        runs: Vec<Run>,
    },
    /// A QR code with this text.
    Qr(String),
    /// The paper is cut here.
    Cut,
}

impl PaperLine {
    /// A row of one style.
    pub fn plain(align: Align, text: impl Into<String>, style: Style) -> Self {
        let text = text.into();
        let runs = if text.is_empty() {
            Vec::new()
        } else {
            vec![Run { text, style }]
        };
        Self::Text { align, runs }
    }

    /// A blank row.
    pub fn blank() -> Self {
        Self::Text {
            align: Align::Left,
            runs: Vec::new(),
        }
    }

    /// The words of the row, without styles; empty for a cut.
    pub fn text(&self) -> String {
        match self {
            Self::Text { runs, .. } => runs.iter().map(|run| run.text.as_str()).collect(),
            Self::Qr(text) => text.clone(),
            Self::Cut => String::new(),
        }
    }
}

/// A piece of a row in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// How they look.
    pub style: Style,
}

/// Where a row stands between the edges (ESC a).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
}

/// How characters look (ESC E, GS !).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub emphasis: bool,
    /// Width in columns, 1 to 8.
    pub width: u8,
    /// Height in rows, 1 to 8.
    pub height: u8,
}

impl Style {
    /// As the printer starts.
    pub const PLAIN: Self = Self {
        emphasis: false,
        width: 1,
        height: 1,
    };
    /// Bold, normal size.
    pub const BOLD: Self = Self {
        emphasis: true,
        width: 1,
        height: 1,
    };

    /// Bold, `scale` times as wide and high.
    pub fn large(scale: u8) -> Self {
        Self {
            emphasis: true,
            width: scale,
            height: scale,
        }
    }
}

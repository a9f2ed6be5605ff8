// SPDX-License-Identifier: EUPL-1.2
//! Turns a slip's content into rows of one printer's paper.

use crate::code_page::CodePage;
use crate::paper::{Align, PaperLine, Run, Style};
use crate::profile::PrinterProfile;
use crate::slip::{Line, Slip};
use crate::wrap::wrap;

/// Characters of a code grow at most this much.
const LARGEST_CODE: u8 = 3;

/// The rows that `slip` takes on the paper of `profile`, ending with the cut.
pub fn layout(slip: &Slip, profile: &PrinterProfile) -> Vec<PaperLine> {
    let setter = Setter {
        page: profile.code_page.page,
        columns: profile.columns,
        key_columns: key_columns(slip, profile),
    };
    let mut rows: Vec<PaperLine> = slip
        .lines
        .iter()
        .flat_map(|line| setter.rows(line))
        .collect();
    rows.extend((0..profile.tail_lines).map(|_| PaperLine::blank()));
    rows.push(PaperLine::Cut);
    rows
}

/// All names share one column, so that all values start at the same place.
fn key_columns(slip: &Slip, profile: &PrinterProfile) -> usize {
    let widths = slip.lines.iter().filter_map(|line| match line {
        Line::Pair { key, .. } => Some(width(&profile.code_page.page.fold(key))),
        Line::Title(_)
        | Line::Heading(_)
        | Line::Paragraph(_)
        | Line::Item { .. }
        | Line::Code(_)
        | Line::Qr(_)
        | Line::Separator
        | Line::Feed(_) => None,
    });
    widths.max().unwrap_or(0).min(profile.columns / 2)
}

struct Setter {
    page: CodePage,
    columns: usize,
    key_columns: usize,
}

impl Setter {
    fn rows(&self, line: &Line) -> Vec<PaperLine> {
        match line {
            Line::Title(text) => self.block(text, Align::Left, Style::large(2)),
            Line::Heading(text) => self.block(text, Align::Left, Style::BOLD),
            Line::Paragraph(text) => self.block(text, Align::Left, Style::PLAIN),
            Line::Pair { key, value } => self.pair(key, value),
            Line::Item { marker, text } => {
                let marker = self.page.fold(marker);
                let indent = width(&marker) + 1;
                self.columns_of(&marker, text, indent, Style::PLAIN)
            }
            Line::Code(text) => self.block(text, Align::Centre, self.code_style(text)),
            Line::Qr(text) => vec![PaperLine::Qr(text.clone())],
            Line::Separator => vec![self.separator()],
            Line::Feed(count) => (0..*count).map(|_| PaperLine::blank()).collect(),
        }
    }

    fn block(&self, text: &str, align: Align, style: Style) -> Vec<PaperLine> {
        wrap(
            &self.page.fold(text),
            self.columns / usize::from(style.width),
        )
        .into_iter()
        .map(|row| PaperLine::plain(align, row, style))
        .collect()
    }

    fn pair(&self, key: &str, value: &str) -> Vec<PaperLine> {
        self.columns_of(
            &self.page.fold(key),
            value,
            self.key_columns + 2,
            Style::BOLD,
        )
    }

    /// `left` in a column `indent` wide, `right` wrapped beside it. A `left` too long for its
    /// column gets rows of its own above.
    fn columns_of(&self, left: &str, right: &str, indent: usize, style: Style) -> Vec<PaperLine> {
        let mut lefts = wrap(left, indent.saturating_sub(1));
        let first = lefts.pop().unwrap_or_default();
        let above = lefts
            .into_iter()
            .map(|row| PaperLine::plain(Align::Left, row, Style::PLAIN));
        let rights = wrap(&self.page.fold(right), self.columns - indent);
        let beside = rights.into_iter().enumerate().map(|(n, row)| {
            let margin = if n == 0 { first.as_str() } else { "" };
            indented(format!("{margin:indent$}"), row, style)
        });
        above.chain(beside).collect()
    }

    fn code_style(&self, text: &str) -> Style {
        let fits = |scale: &u8| width(text) * usize::from(*scale) <= self.columns;
        Style::large((1..=LARGEST_CODE).rev().find(fits).unwrap_or(1))
    }

    fn separator(&self) -> PaperLine {
        PaperLine::plain(
            Align::Left,
            self.page.fold("─").repeat(self.columns),
            Style::PLAIN,
        )
    }
}

fn indented(margin: String, text: String, style: Style) -> PaperLine {
    let left = Run {
        text: margin,
        style: Style::PLAIN,
    };
    let runs = match (text.is_empty(), style == Style::PLAIN) {
        (true, _) => vec![left],
        (false, true) => vec![Run {
            text: left.text + &text,
            style,
        }],
        (false, false) => vec![left, Run { text, style }],
    };
    PaperLine::Text {
        align: Align::Left,
        runs,
    }
}

fn width(text: &str) -> usize {
    text.chars().count()
}

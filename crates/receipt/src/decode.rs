// SPDX-License-Identifier: EUPL-1.2
//! Reads ESC/POS bytes back as what stands on paper, for pictures and tests.

use crate::code_page::CodePage;
use crate::command::{Command, QrFunction};
use crate::paper::{Align, PaperLine, Run, Style};

/// What these bytes leave on paper. Total: any bytes have a meaning, if only an empty one.
///
/// A row that was begun and never ended is not on paper, and neither is a command cut short.
pub fn decode(bytes: &[u8]) -> Vec<PaperLine> {
    let mut decoder = Decoder::default();
    let mut rest = bytes;
    while let Some((command, length)) = Command::first(rest) {
        decoder.take(command);
        rest = rest.get(length..).unwrap_or_default();
    }
    decoder.rows
}

/// A printer's memory while it reads commands one by one.
#[derive(Debug)]
pub struct Decoder {
    rows: Vec<PaperLine>,
    runs: Vec<Run>,
    page: CodePage,
    align: Align,
    style: Style,
    qr: String,
}

impl Default for Decoder {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            runs: Vec::new(),
            page: CodePage::Cp437,
            align: Align::Left,
            style: Style::PLAIN,
            qr: String::new(),
        }
    }
}

impl Decoder {
    /// Obeys one command.
    pub fn take(&mut self, command: Command<'_>) {
        match command {
            Command::Text(byte) => self.character(byte),
            Command::LineFeed => self.end_row(),
            Command::Initialise => self.reset(),
            // A table the printer does not know leaves the old one, as on the real ones.
            Command::CodePage(n) => self.page = CodePage::of_number(n).unwrap_or(self.page),
            Command::Align(n) => self.align = alignment(n).unwrap_or(self.align),
            Command::Emphasis(on) => self.style.emphasis = on,
            Command::Size(n) => {
                self.style.width = (n >> 4 & 7) + 1;
                self.style.height = (n & 7) + 1;
            }
            Command::FeedLines(n) => self.feed(n),
            Command::Cut => self.rows.push(PaperLine::Cut),
            Command::Qr(QrFunction::Store(text)) => {
                self.qr = String::from_utf8_lossy(text).into_owned();
            }
            Command::Qr(QrFunction::Print) => self.rows.push(PaperLine::Qr(self.qr.clone())),
            Command::Qr(QrFunction::Configure)
            | Command::TransmitStatus(_)
            | Command::RealTimeStatus(_)
            | Command::Skipped => {}
            Command::ClearBuffers => self.runs.clear(),
        }
    }

    fn character(&mut self, byte: u8) {
        let c = self.page.character(byte);
        match self.runs.last_mut() {
            Some(run) if run.style == self.style => run.text.push(c),
            Some(_) | None => self.runs.push(Run {
                text: c.to_string(),
                style: self.style,
            }),
        }
    }

    fn end_row(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        let align = if runs.is_empty() {
            Align::Left
        } else {
            self.align
        };
        self.rows.push(PaperLine::Text { align, runs });
    }

    /// The row begun counts as the first of the n.
    fn feed(&mut self, n: u8) {
        for _ in 0..n.max(u8::from(!self.runs.is_empty())) {
            self.end_row();
        }
    }

    fn reset(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        *self = Self {
            rows,
            ..Self::default()
        };
    }
}

fn alignment(n: u8) -> Option<Align> {
    match n {
        0 | 48 => Some(Align::Left),
        1 | 49 => Some(Align::Centre),
        2 | 50 => Some(Align::Right),
        _ => None,
    }
}

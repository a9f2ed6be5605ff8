// SPDX-License-Identifier: EUPL-1.2
//! Writes a slip as ESC/POS bytes for one printer.

use crate::layout::layout;
use crate::paper::{Align, PaperLine, Style};
use crate::profile::PrinterProfile;
use crate::slip::Slip;

const INITIALISE: [u8; 2] = [0x1b, b'@'];
/// ESC R 0: otherwise a printer set up for Italy prints ° for [ and é for ].
const AMERICAN_ASCII: [u8; 3] = [0x1b, b'R', 0];

/// The bytes that print `slip` on a printer of this `profile`.
///
/// They start from a known state whatever was sent before, end with the cut, and leave the
/// printer reset: nothing of this slip stays behind for the next person.
pub fn encode(slip: &Slip, profile: &PrinterProfile) -> Vec<u8> {
    let mut writer = Writer {
        profile,
        out: Vec::new(),
        style: Style::PLAIN,
        align: Align::Left,
    };
    writer.out.extend(INITIALISE);
    writer.out.extend(AMERICAN_ASCII);
    writer.out.extend([0x1b, b't', profile.code_page.number]);
    for row in layout(slip, profile) {
        writer.row(&row);
    }
    writer.out.extend(INITIALISE);
    writer.out
}

struct Writer<'a> {
    profile: &'a PrinterProfile,
    out: Vec<u8>,
    style: Style,
    align: Align,
}

impl Writer<'_> {
    fn row(&mut self, row: &PaperLine) {
        match row {
            PaperLine::Text { align, runs } => {
                self.align(*align);
                for run in runs {
                    self.style(run.style);
                    self.text(&run.text);
                }
                self.out.push(b'\n');
            }
            PaperLine::Qr(text) => self.qr(text),
            PaperLine::Cut => self.out.extend(self.profile.finish.as_slice()),
        }
    }

    fn text(&mut self, text: &str) {
        let page = self.profile.code_page.page;
        self.out
            .extend(text.chars().map(|c| page.byte(c).unwrap_or(b'?')));
    }

    /// ESC a, only when it changes and only at the start of a row, where alone it counts.
    fn align(&mut self, align: Align) {
        if self.align != align {
            let n = match align {
                Align::Left => 0,
                Align::Centre => 1,
                Align::Right => 2,
            };
            self.out.extend([0x1b, b'a', n]);
            self.align = align;
        }
    }

    /// ESC E and GS !, only when they change.
    fn style(&mut self, style: Style) {
        if self.style.emphasis != style.emphasis {
            self.out.extend([0x1b, b'E', u8::from(style.emphasis)]);
        }
        if (self.style.width, self.style.height) != (style.width, style.height) {
            self.out
                .extend([0x1d, b'!', (style.width - 1) << 4 | (style.height - 1)]);
        }
        self.style = style;
    }

    /// GS ( k: model 2, module size, error correction, store, print.
    fn qr(&mut self, text: &str) {
        let dialect = self.profile.qr;
        self.align(Align::Centre);
        self.qr_function(65, &[50, 0]);
        self.qr_function(67, &[dialect.module_dots]);
        self.qr_function(69, &[dialect.error_correction]);
        let mut data = vec![dialect.symbol];
        data.extend(text.bytes());
        self.qr_function(80, &data);
        self.qr_function(81, &[dialect.symbol]);
    }

    fn qr_function(&mut self, function: u8, parameters: &[u8]) {
        let length = u16::try_from(parameters.len() + 2).unwrap_or(u16::MAX);
        self.out.extend([0x1d, b'(', b'k']);
        self.out.extend(length.to_le_bytes());
        self.out.extend([49, function]);
        self.out
            .extend(parameters.iter().take(usize::from(length) - 2));
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Shows what a printer's bytes leave on paper, as text and as a picture.

use fontdue::{Font, FontSettings};
use qrcodegen::{QrCode, QrCodeEcc};
use receipt::{Align, PaperLine, Run, Style, decode};

use super::sheet::{PRINTABLE, Sheet};

/// One character of the normal font, in dots.
const CELL: (usize, usize) = (12, 24);
/// White between rows.
const LEADING: usize = 6;
/// Roboto Mono is 0.6 as wide as its size, so this fills the cell.
const FONT_SIZE: f32 = 20.0;
/// From the top of a cell to the line the letters stand on.
const BASELINE: usize = 18;
const QR_MODULE: usize = 6;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The font that comes with the lab is damaged.
    #[error("the slip's font cannot be read")]
    Font,
    /// The text is too long for a QR code.
    #[error("text too long for a QR code")]
    Qr(#[from] qrcodegen::DataTooLong),
    /// The picture cannot be written.
    #[error("the slip's picture cannot be written")]
    Png(#[from] png::EncodingError),
}

/// The words on a slip, row by row, placed as on paper.
pub fn slip_text(bytes: &[u8]) -> String {
    let rows = decode(bytes);
    let printed = rows.iter().filter(|row| **row != PaperLine::Cut);
    let mut text: String = printed.map(|row| text_row(row) + "\n").collect();
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The slip as a PNG: 80 mm of paper at 8 dots a millimetre, cut off at both ends.
///
/// # Errors
/// [`PictureError`] if the font is damaged or a QR code cannot hold its text.
pub fn slip_png(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let mut press = Press::new()?;
    for row in trimmed(&decode(bytes)) {
        press.row(row)?;
    }
    encode_png(&press.sheet)
}

fn text_row(row: &PaperLine) -> String {
    let columns = PRINTABLE / CELL.0;
    let room = columns.saturating_sub(width(row) / CELL.0);
    let margin = match row {
        PaperLine::Text { align, .. } => room_before(*align, room),
        PaperLine::Qr(_) | PaperLine::Cut => 0,
    };
    let text = match row {
        PaperLine::Qr(text) => format!("[QR {text}]"),
        PaperLine::Text { .. } | PaperLine::Cut => row.text(),
    };
    format!("{:margin$}{text}", "").trim_end().to_owned()
}

/// The rows without the white at the end, which a picture need not show.
fn trimmed(rows: &[PaperLine]) -> &[PaperLine] {
    let last = rows.iter().rposition(|row| !row.text().is_empty());
    rows.get(..last.map_or(0, |last| last + 1))
        .unwrap_or_default()
}

/// Dots a row takes from its first character to its last.
fn width(row: &PaperLine) -> usize {
    match row {
        PaperLine::Text { runs, .. } => runs.iter().map(run_width).sum(),
        PaperLine::Qr(_) | PaperLine::Cut => 0,
    }
}

fn run_width(run: &Run) -> usize {
    run.text.chars().count() * CELL.0 * usize::from(run.style.width)
}

fn room_before(align: Align, room: usize) -> usize {
    match align {
        Align::Left => 0,
        Align::Centre => room / 2,
        Align::Right => room,
    }
}

/// Fonts and the paper under them.
struct Press {
    regular: Font,
    bold: Font,
    sheet: Sheet,
}

impl Press {
    fn new() -> Result<Self, PictureError> {
        Ok(Self {
            regular: font(include_bytes!(
                "../../fonts/roboto-mono/RobotoMono-Regular.ttf"
            ))?,
            bold: font(include_bytes!(
                "../../fonts/roboto-mono/RobotoMono-Bold.ttf"
            ))?,
            sheet: Sheet::default(),
        })
    }

    fn row(&mut self, row: &PaperLine) -> Result<(), PictureError> {
        match row {
            PaperLine::Text { align, runs } => {
                let room = PRINTABLE.saturating_sub(width(row));
                self.text(room_before(*align, room), runs);
            }
            PaperLine::Qr(text) => self.qr(text)?,
            PaperLine::Cut => self.cut_mark(),
        }
        Ok(())
    }

    fn text(&mut self, margin: usize, runs: &[Run]) {
        let tallest = runs
            .iter()
            .map(|run| usize::from(run.style.height))
            .max()
            .unwrap_or(1);
        let top = self.sheet.height();
        self.sheet.feed(CELL.1 * tallest + LEADING);
        let mut x = margin;
        for run in runs {
            let baseline = top + BASELINE * tallest;
            for c in run.text.chars() {
                self.character(c, run.style, (x, baseline));
                x += CELL.0 * usize::from(run.style.width);
            }
        }
    }

    fn character(&mut self, c: char, style: Style, (x, baseline): (usize, usize)) {
        let (wide, high) = (usize::from(style.width), usize::from(style.height));
        if c == '─' {
            let middle = baseline.saturating_sub(BASELINE * high) + CELL.1 * high / 2;
            self.sheet.fill((x, middle), (CELL.0 * wide, 2));
            return;
        }
        let font = if style.emphasis {
            &self.bold
        } else {
            &self.regular
        };
        let (metrics, coverage) = font.rasterize(c, FONT_SIZE * f32::from(style.height));
        let left = x.saturating_add_signed(i(metrics.xmin) * wide.cast_signed() / i(style.height));
        let top = baseline
            .saturating_add_signed(-i(metrics.ymin))
            .saturating_sub(metrics.height);
        // The head stretches letters that are wider than high, or higher than wide, sideways.
        for dx in 0..metrics.width * wide / high {
            for dy in 0..metrics.height {
                let place = dy * metrics.width + dx * high / wide;
                let darkness = coverage.get(place).copied().unwrap_or(0);
                self.sheet.dot(left + dx, top + dy, darkness);
            }
        }
    }

    fn qr(&mut self, text: &str) -> Result<(), PictureError> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium)?;
        let side = usize::try_from(code.size()).unwrap_or(0) * QR_MODULE;
        let (left, top) = (
            PRINTABLE.saturating_sub(side) / 2,
            self.sheet.height() + QR_MODULE,
        );
        self.sheet.feed(side + 2 * QR_MODULE);
        for y in 0..code.size() {
            for x in 0..code.size() {
                if code.get_module(x, y) {
                    let place = |n: i32| usize::try_from(n).unwrap_or(0) * QR_MODULE;
                    let corner = (left + place(x), top + place(y));
                    self.sheet.fill(corner, (QR_MODULE, QR_MODULE));
                }
            }
        }
        Ok(())
    }

    /// Bytes of several slips in one picture: a dashed line where the knife went.
    fn cut_mark(&mut self) {
        let middle = self.sheet.height() + CELL.1;
        self.sheet.feed(2 * CELL.1);
        for x in (0..PRINTABLE).step_by(CELL.0) {
            self.sheet.fill((x, middle), (CELL.0 / 2, 1));
        }
    }
}

fn i(n: impl Into<i64>) -> isize {
    isize::try_from(n.into()).unwrap_or(0)
}

fn font(bytes: &[u8]) -> Result<Font, PictureError> {
    let settings = FontSettings {
        scale: FONT_SIZE * 2.0,
        ..FontSettings::default()
    };
    Font::from_bytes(bytes, settings).map_err(|_| PictureError::Font)
}

fn encode_png(sheet: &Sheet) -> Result<Vec<u8>, PictureError> {
    let (width, height, rgb) = sheet.picture();
    let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, size(width), size(height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;
    use receipt::{Line, PrinterProfile, Slip, encode};

    fn slip() -> Vec<u8> {
        let lines = vec![
            Line::Title("È attiva".into()),
            Line::Separator,
            Line::Code("K7QM-2R9T-X".into()),
            Line::Qr("https://example.org".into()),
        ];
        encode(
            &Slip { lines },
            &PrinterProfile::builtin("epson").expect("built in"),
        )
    }

    #[test]
    fn the_text_stands_where_it_stands_on_paper() {
        let rule = "─".repeat(48);
        let expected = format!("È attiva\n{rule}\n       K7QM-2R9T-X\n[QR https://example.org]\n");
        assert_eq!(slip_text(&slip()), expected);
    }

    #[test]
    fn nothing_printed_is_one_empty_row_and_a_blank_picture() {
        assert_eq!(slip_text(b""), "\n");
        assert_eq!(dark_dots(b""), 0);
    }

    #[test]
    fn the_picture_is_as_wide_as_the_paper_and_has_ink_on_it() {
        let (width, _, _) = pixels(&slip());
        assert_eq!(width, 640);
        assert!(dark_dots(&slip()) > 5_000);
    }

    #[test]
    fn any_bytes_have_a_picture() {
        let every_byte: Vec<u8> = (0..=u8::MAX).collect();
        let largest = b"\x1d!\xffWide and high\n\x1d!\x70wide\n\x1d!\x07high\n\x1bi\x1bi";
        for bytes in [&every_byte[..], largest] {
            slip_png(bytes).expect("a picture");
        }
    }

    fn pixels(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let png = slip_png(bytes).expect("a picture");
        let decoder = png::Decoder::new(std::io::Cursor::new(png));
        let mut reader = decoder.read_info().expect("a header");
        let mut rgb = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut rgb).expect("pixels");
        (info.width, info.height, rgb)
    }

    fn dark_dots(bytes: &[u8]) -> usize {
        let (_, _, rgb) = pixels(bytes);
        rgb.chunks_exact(3)
            .filter(|dot| dot.iter().all(|channel| *channel < 0x60))
            .count()
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A sheet of thermal paper: dots of ink, and its look in a picture.

/// The paper's width in dots: 80 mm at 8 dots a millimetre.
const WIDTH: usize = 640;
/// The head prints in the middle 72 mm.
pub(super) const PRINTABLE: usize = 576;
/// White above the first row and below the last.
const MARGIN: usize = 40;
/// Height and half the width of one tooth of the cut edge.
const TOOTH: usize = 8;

const PAPER: [u8; 3] = [0xfd, 0xfc, 0xf9];
const INK: [u8; 3] = [0x1d, 0x1b, 0x20];
const TABLE: [u8; 3] = [0xc9, 0xce, 0xd6];

/// Ink on paper, grown row by row. Positions count from the top left of the printable area.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// How dark each dot is, [`PRINTABLE`] of them a row.
    ink: Vec<u8>,
}

impl Sheet {
    /// Rows of dots so far.
    pub(super) fn height(&self) -> usize {
        self.ink.len() / PRINTABLE
    }

    /// Adds white rows.
    pub(super) fn feed(&mut self, rows: usize) {
        self.ink.resize(self.ink.len() + rows * PRINTABLE, 0);
    }

    /// Puts ink on a dot; ink beyond the paper is lost, as it is in the real one.
    pub(super) fn dot(&mut self, x: usize, y: usize, darkness: u8) {
        let on_row = if x < PRINTABLE {
            Some(y * PRINTABLE + x)
        } else {
            None
        };
        if let Some(dot) = on_row.and_then(|place| self.ink.get_mut(place)) {
            *dot = (*dot).max(darkness);
        }
    }

    /// Fills a rectangle with ink.
    pub(super) fn fill(&mut self, (left, top): (usize, usize), (width, height): (usize, usize)) {
        for y in top..top + height {
            for x in left..left + width {
                self.dot(x, y, u8::MAX);
            }
        }
    }

    /// The sheet on a table, cut off above and below: width, height and RGB bytes.
    pub(super) fn picture(&self) -> (usize, usize, Vec<u8>) {
        let height = self.height() + 2 * MARGIN;
        let pixels = (0..height).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        let rgb = pixels.flat_map(|(x, y)| self.pixel(x, y, height)).collect();
        (WIDTH, height, rgb)
    }

    fn pixel(&self, x: usize, y: usize, height: usize) -> [u8; 3] {
        let depth = depth_below_edge(x, y).min(depth_below_edge(x + TOOTH, height - 1 - y));
        match depth {
            ..0 => TABLE,
            0 => blend(PAPER, TABLE, 110),
            _ => blend(shaded(x), INK, self.darkness(x, y)),
        }
    }

    fn darkness(&self, x: usize, y: usize) -> u8 {
        let left = (WIDTH - PRINTABLE) / 2;
        let inside = (left..left + PRINTABLE).contains(&x) && y >= MARGIN;
        let place = inside.then(|| (y - MARGIN) * PRINTABLE + (x - left));
        place
            .and_then(|place| self.ink.get(place))
            .copied()
            .unwrap_or(0)
    }
}

/// How many dots `y` lies inside a toothed edge that runs along the top.
fn depth_below_edge(x: usize, y: usize) -> isize {
    let tooth = x % (2 * TOOTH);
    let edge = if tooth < TOOTH {
        tooth
    } else {
        2 * TOOTH - 1 - tooth
    };
    y.cast_signed() - edge.cast_signed()
}

/// Paper from a roll is never flat: it darkens a little towards its long edges.
fn shaded(x: usize) -> [u8; 3] {
    let from_edge = x.min(WIDTH - 1 - x);
    let shade = u8::try_from(24_usize.saturating_sub(from_edge)).unwrap_or(0);
    PAPER.map(|channel| channel - shade)
}

fn blend(below: [u8; 3], above: [u8; 3], amount: u8) -> [u8; 3] {
    let mix = |below: u8, above: u8| {
        let amount = u16::from(amount);
        let sum = u16::from(below) * (255 - amount) + u16::from(above) * amount;
        u8::try_from(sum / 255).unwrap_or(u8::MAX)
    };
    [
        mix(below[0], above[0]),
        mix(below[1], above[1]),
        mix(below[2], above[2]),
    ]
}

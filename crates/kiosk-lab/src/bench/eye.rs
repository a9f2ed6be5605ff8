// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Looks at single pixels of a display, a thousand times a second.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

const BLINK: Duration = Duration::from_millis(1);
const PATIENCE: Duration = Duration::from_secs(30);

/// A pixel of the screen.
pub(super) type Place = (i16, i16);

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// A look at the whole screen, whatever windows are on it.
pub(super) struct Eye {
    x: RustConnection,
    root: Window,
}

impl Eye {
    pub(super) fn open(display: &str) -> Result<Self> {
        let (x, screen) = RustConnection::connect(Some(display)).context("the X display")?;
        let root = x.setup().roots.get(screen).context("no X screen")?.root;
        Ok(Self { x, root })
    }

    pub(super) fn look(&self, (x, y): Place) -> Result<Colour> {
        let asked = self
            .x
            .get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, u32::MAX)?;
        match asked.reply()?.data.as_slice() {
            [blue, green, red, ..] => Ok([*red, *green, *blue]),
            _ => bail!("a display without three colours"),
        }
    }

    /// Waits until a pixel has a colour, or has it no more; then is the moment.
    pub(super) fn await_colour(
        &self,
        place: Place,
        colour: Colour,
        there: bool,
    ) -> Result<Instant> {
        let start = Instant::now();
        while (self.look(place)? == colour) != there {
            if start.elapsed() > PATIENCE {
                bail!("nothing changed at {place:?} in {} s", PATIENCE.as_secs());
            }
            thread::sleep(BLINK);
        }
        Ok(Instant::now())
    }
}

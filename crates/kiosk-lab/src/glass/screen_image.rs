// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a display shows, as pixels and as a PNG.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, Result};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, Window};
use x11rb::rust_connection::RustConnection;

/// A way to look at a display.
#[derive(Debug)]
pub(super) struct Camera {
    x: RustConnection,
    root: Window,
    size: (u16, u16),
}

/// A display at one moment: 32 bits a pixel, blue first.
#[derive(Debug, PartialEq)]
pub(super) struct ScreenImage {
    size: (u16, u16),
    bgrx: Vec<u8>,
}

impl Camera {
    pub(super) fn connect(display: &str) -> Result<Self> {
        let (x, screen) = RustConnection::connect(Some(display)).context("the X display")?;
        let screen = x.setup().roots.get(screen).context("no X screen")?;
        let (root, size) = (
            screen.root,
            (screen.width_in_pixels, screen.height_in_pixels),
        );
        Ok(Self { x, root, size })
    }

    pub(super) fn take(&self) -> Result<ScreenImage> {
        let (width, height) = self.size;
        let all = u32::MAX;
        let asked = self
            .x
            .get_image(ImageFormat::Z_PIXMAP, self.root, 0, 0, width, height, all)?;
        Ok(ScreenImage {
            size: self.size,
            bgrx: asked.reply()?.data,
        })
    }
}

impl ScreenImage {
    /// Writes it in one step, so that nobody sees half a picture.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let fresh = path.with_extension("part");
        let file = BufWriter::new(File::create(&fresh)?);
        let (width, height) = self.size;
        let mut encoder = png::Encoder::new(file, width.into(), height.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(&self.rgb())?;
        Ok(std::fs::rename(fresh, path)?)
    }

    fn rgb(&self) -> Vec<u8> {
        let pixels = self.bgrx.chunks_exact(4);
        pixels
            .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
            .collect()
    }
}

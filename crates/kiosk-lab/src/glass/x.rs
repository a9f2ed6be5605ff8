// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The Slint glass from outside: real X events at the place where a target is drawn.

use anyhow::{Context as _, Result};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, MOTION_NOTIFY_EVENT, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

use super::{Glass, Pages, Photographer, Seen, Target};
use crate::world::Totem;

const LEFT_BUTTON: u8 = 1;

/// A finger on the window, and a camera in front of it.
#[derive(Debug)]
pub struct XGlass {
    pages: Pages,
    x: RustConnection,
    root: Window,
    photographer: Photographer,
}

impl XGlass {
    /// Connects to a display on which a totem's window is, or will be, alone.
    pub fn connect(display: &str, pages: Pages, photographer: Photographer) -> Result<Self> {
        let (x, screen) = RustConnection::connect(Some(display)).context("the X display")?;
        let root = x.setup().roots.get(screen).context("no X screen")?.root;
        x.xtest_get_version(2, 2)?
            .reply()
            .context("the display has no XTEST")?;
        Ok(Self {
            pages,
            x,
            root,
            photographer,
        })
    }

    fn event(&self, kind: u8, detail: u8, (x, y): (i16, i16)) -> Result<()> {
        self.x
            .xtest_fake_input(kind, detail, x11rb::CURRENT_TIME, self.root, x, y, 0)?
            .check()?;
        Ok(())
    }
}

impl Glass for XGlass {
    fn attach(&mut self, totem: &mut Totem) -> Result<()> {
        self.pages.listen(totem.lines()?)
    }

    fn pages(&self) -> &Pages {
        &self.pages
    }

    fn press(&mut self, page: &Seen, action: &str, value: Option<&str>) -> Result<()> {
        let is_it = |target: &&Target| {
            target.action == action && (value.is_none() || target.value.as_deref() == value)
        };
        let target = page.targets.iter().find(is_it);
        let place = middle(target.with_context(|| format!("{action} is not drawn"))?);
        self.event(MOTION_NOTIFY_EVENT, 0, place)?;
        self.event(BUTTON_PRESS_EVENT, LEFT_BUTTON, place)?;
        self.event(BUTTON_RELEASE_EVENT, LEFT_BUTTON, place)?;
        self.x.get_input_focus()?.reply()?;
        Ok(())
    }

    fn screenshot(&mut self) -> Result<()> {
        let last = self.pages.last().context("no page yet")?;
        self.photographer.await_picture(last.number)
    }
}

fn middle(target: &Target) -> (i16, i16) {
    // Pixels of a screen that is 1920 high fit.
    let pixel = |place: f64| place.round() as i16;
    (
        pixel(target.x + target.w / 2.0),
        pixel(target.y + target.h / 2.0),
    )
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Pages go to the window, and to the lines if somebody reads them.

use kiosk::{Glass, Page, ScreenLine};
use kiosk_ui::GlassHandle;

use crate::lines::Lines;

/// The window as a glass.
pub(crate) struct SlintGlass {
    handle: GlassHandle,
    lines: Option<Lines>,
}

impl SlintGlass {
    pub(crate) fn new(handle: GlassHandle, lines: Option<Lines>) -> Self {
        Self { handle, lines }
    }
}

impl Glass for SlintGlass {
    fn show(&mut self, page: &Page, remaining_ms: Option<u64>) {
        if let Some(lines) = &self.lines {
            lines.next(ScreenLine::new(page, remaining_ms));
        }
        // A closed window ends the program by itself.
        let _ = self.handle.show(page.clone());
    }
}

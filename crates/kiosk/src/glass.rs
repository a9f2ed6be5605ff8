// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a totem shows itself through: the Slint window, or a pipe of text in the lab.

use kiosk_ui::Page;

pub use kiosk_ui::UiTouch as GlassTouch;

/// Something that shows pages. It is called from the event loop and must not block.
pub trait Glass: Send {
    /// Shows a page instead of the one before; it changes by itself after `remaining_ms`.
    fn show(&mut self, page: &Page, remaining_ms: Option<u64>);
}

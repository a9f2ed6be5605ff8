// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What can go wrong with a screen.

/// Why there is no screen, or no way to it.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// No display, no touch device, no font, or the backend is not part of this build.
    #[error("the screen cannot be opened")]
    Screen(#[from] slint::PlatformError),
    /// The window's event loop has ended.
    #[error("the screen is closed")]
    Closed(#[from] slint::EventLoopError),
    /// Without a font Slint does not start.
    #[error("there is no font in {}", .0.display())]
    NoFonts(std::path::PathBuf),
    /// The private font configuration could not be written.
    #[error("the font configuration cannot be written")]
    Fonts(#[source] std::io::Error),
}

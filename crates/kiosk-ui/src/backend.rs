// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Which way pixels go: a window on a desktop, or the bare screen of a totem.

use slint::{BackendSelector, PlatformError};

/// Where the glass is. Both draw with the same software renderer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Backend {
    /// A window under X11.
    Desktop {
        /// 1.0 is 1080x1920; smaller fits a small screen. See [`Backend::variable`].
        scale: f32,
    },
    /// The whole screen by KMS, touched by libinput; needs no display server.
    Totem,
}

impl Backend {
    /// Makes it the one of this process.
    pub(crate) fn select(self) -> Result<(), PlatformError> {
        let name = match self {
            Self::Desktop { .. } => "winit",
            Self::Totem => "linuxkms",
        };
        BackendSelector::new()
            .backend_name(name.to_owned())
            .renderer_name("software".to_owned())
            .select()
    }

    /// The variable and its value the process must be started with for the window to have its
    /// scale: Slint reads it once, and a process cannot safely change its own environment.
    #[must_use]
    pub fn variable(self) -> Option<(&'static str, String)> {
        match self {
            Self::Desktop { scale } => Some(("SLINT_SCALE_FACTOR", scale.to_string())),
            Self::Totem => None,
        }
    }
}

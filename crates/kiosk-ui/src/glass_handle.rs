// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The way to the glass from any thread.

use std::sync::Arc;

use phrases::Phrases;

use crate::adapters;
use crate::error::UiError;
use crate::page::Page;
use crate::ui::KioskApp;

/// Shows pages from any thread; clones show on the same glass.
#[derive(Clone)]
pub struct GlassHandle {
    app: slint::Weak<KioskApp>,
    phrases: Arc<Phrases>,
}

impl GlassHandle {
    pub(crate) fn new(app: slint::Weak<KioskApp>, phrases: Arc<Phrases>) -> Self {
        Self { app, phrases }
    }

    /// Puts a page on the glass at the event loop's next turn.
    ///
    /// # Errors
    /// [`UiError::Closed`] when the window's event loop has ended.
    pub fn show(&self, page: Page) -> Result<(), UiError> {
        let phrases = Arc::clone(&self.phrases);
        self.app
            .upgrade_in_event_loop(move |app| adapters::show(&app, &phrases, &page))?;
        Ok(())
    }

    /// Ends [`crate::KioskWindow::run`].
    ///
    /// # Errors
    /// [`UiError::Closed`] when it has ended already.
    pub fn close(&self) -> Result<(), UiError> {
        slint::quit_event_loop()?;
        Ok(())
    }
}

impl std::fmt::Debug for GlassHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GlassHandle(…)")
    }
}

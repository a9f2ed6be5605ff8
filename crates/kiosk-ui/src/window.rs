// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The window: opens the glass, runs its event loop, passes touches on.

use std::sync::Arc;

use phrases::Phrases;
use slint::ComponentHandle;

use crate::adapters;
use crate::backend::Backend;
use crate::error::UiError;
use crate::glass_handle::GlassHandle;
use crate::targets::{LaidOut, Surveyor};
use crate::touch::UiTouch;
use crate::ui::{KioskApp, Touch, Warning};

/// The glass of a totem. It lives on the thread that made it; [`KioskWindow::handle`] is for all
/// others.
pub struct KioskWindow {
    pub(crate) app: KioskApp,
    phrases: Arc<Phrases>,
    surveyor: Surveyor,
}

impl KioskWindow {
    /// Opens the glass; nothing is on it before the first page and [`KioskWindow::run`].
    ///
    /// # Errors
    /// [`UiError::Screen`] when there is no such screen, or this build has no such backend.
    pub fn new(backend: Backend, phrases: Arc<Phrases>) -> Result<Self, UiError> {
        backend.select()?;
        Self::on_selected_backend(phrases)
    }

    /// Opens the glass on the platform this thread already has.
    pub(crate) fn on_selected_backend(phrases: Arc<Phrases>) -> Result<Self, UiError> {
        let app = KioskApp::new()?;
        let surveyor = Surveyor::default();
        surveyor.attach(&app);
        let weak = app.as_weak();
        let words = Arc::clone(&phrases);
        app.global::<Warning>().on_tick(move || {
            if let Some(app) = weak.upgrade() {
                adapters::count_down(&app, &words);
            }
        });
        Ok(Self {
            app,
            phrases,
            surveyor,
        })
    }

    /// The way to the glass from other threads.
    #[must_use]
    pub fn handle(&self) -> GlassHandle {
        GlassHandle::new(self.app.as_weak(), Arc::clone(&self.phrases))
    }

    /// Calls back with everything touchable after each page has settled.
    pub fn on_page_laid_out(&self, listener: impl FnMut(LaidOut) + 'static) {
        self.surveyor.listen(listener);
    }

    /// Shows the window and passes touches on until it is closed.
    ///
    /// # Errors
    /// [`UiError::Screen`] when the screen fails.
    pub fn run(self, on_touch: impl Fn(UiTouch) + 'static) -> Result<(), UiError> {
        self.pass_touches_to(on_touch);
        self.app.run()?;
        Ok(())
    }

    pub(crate) fn pass_touches_to(&self, on_touch: impl Fn(UiTouch) + 'static) {
        self.app.global::<Touch>().on_touched(move |action, value| {
            if let Some(touch) = UiTouch::of(action, value) {
                on_touch(touch);
            }
        });
    }
}

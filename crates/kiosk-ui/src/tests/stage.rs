// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! A glass for one test, on a platform of its own thread.

use std::sync::Arc;

use i_slint_backend_testing::testing_backend::mock_elapsed_time;
use i_slint_backend_testing::{ElementHandle, ElementRoot, TestingBackend, TestingBackendOptions};
use phrases::Phrases;
use slint::ComponentHandle;
use slint::platform::set_platform;

use crate::page::Page;
use crate::ui::KioskApp;
use crate::{KioskWindow, adapters};

pub(super) struct Stage {
    pub(super) window: KioskWindow,
    pub(super) phrases: Arc<Phrases>,
}

impl Stage {
    pub(super) fn new() -> Self {
        let options = TestingBackendOptions {
            mock_time: true,
            threading: false,
            renderer_name: Some("software".into()),
        };
        set_platform(Box::new(TestingBackend::new(options))).expect("one platform a thread");
        let phrases = Arc::new(Phrases::new());
        let window = KioskWindow::on_selected_backend(Arc::clone(&phrases));
        let window = window.expect("a testing platform always has a window");
        window.app.show().expect("it can always be shown");
        Self { window, phrases }
    }

    pub(super) fn app(&self) -> &KioskApp {
        &self.window.app
    }

    /// Shows a page and lets its animations end.
    pub(super) fn show(&self, page: &Page) {
        adapters::show(self.app(), &self.phrases, page);
        self.settle();
    }

    pub(super) fn settle(&self) {
        for _ in 0..250 {
            mock_elapsed_time(20);
        }
    }

    /// Every visible element on the glass.
    pub(super) fn elements(&self) -> Vec<ElementHandle> {
        self.app().root_element().query_descendants().find_all()
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Pages as lines: what the totem shows, and which touches the last page takes.

use std::io::{Write as _, stdout};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kiosk::{Glass, GlassTouch, LineError, Page, ScreenLine, read_touch};
use serde::Serialize;
use serde_json::json;

/// Prints a line when the page has changed to the reader's eye.
pub(crate) struct TextGlass {
    paper: Paper,
}

/// Standard output and the page printed on it last, shared with whoever reads touches.
#[derive(Clone, Default)]
pub(crate) struct Paper(Arc<Mutex<Option<ScreenLine>>>);

impl TextGlass {
    pub(crate) fn new(paper: Paper) -> Self {
        Self { paper }
    }
}

impl Glass for TextGlass {
    fn show(&mut self, page: &Page, remaining_ms: Option<u64>) {
        self.paper.print(ScreenLine::new(page, remaining_ms));
    }
}

impl Paper {
    /// Reads a touch as the last page takes it.
    pub(crate) fn read(&self, line: &str) -> Result<GlassTouch, LineError> {
        let shown = self.lock();
        let offered = shown.as_ref().map(|line| line.actions.as_slice());
        read_touch(line, offered.unwrap_or_default())
    }

    /// Says what is wrong with a touch.
    pub(crate) fn complain(&self, error: LineError) {
        let _one_at_a_time = self.lock();
        say(&json!({ "error": error.to_string() }));
    }

    fn print(&self, line: ScreenLine) {
        let mut shown = self.lock();
        let timeless = |line: &ScreenLine| ScreenLine {
            deadline_ms: None,
            ..line.clone()
        };
        if shown.as_ref().map(timeless) != Some(timeless(&line)) {
            say(&line);
        }
        *shown = Some(line);
    }

    fn lock(&self) -> MutexGuard<'_, Option<ScreenLine>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn say(line: &impl Serialize) {
    if let Ok(json) = serde_json::to_string(line) {
        // A reader that went away has read enough.
        let _ = writeln!(stdout().lock(), "{json}");
    }
}

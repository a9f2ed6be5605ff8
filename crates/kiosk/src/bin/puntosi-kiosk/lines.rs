// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! `--lines`: what the text glass would say of each page, and where a finger finds its targets.

use std::sync::{Arc, Mutex, PoisonError};

use kiosk::{GlassTouch, ScreenLine};
use kiosk_ui::{KioskWindow, LaidOut, Target};
use serde::Serialize;

/// The line of the page on its way to the window, until that has settled.
#[derive(Clone)]
pub(crate) struct Lines(Arc<Mutex<Option<ScreenLine>>>);

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    screen: &'a ScreenLine,
    targets: Vec<Place>,
}

/// A target in pixels of the window.
#[derive(Serialize)]
struct Place {
    action: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    x: f32,
    y: f32,
    w: f32,
    h: f32,
}

impl Lines {
    /// Prints a line whenever a page has settled in this window.
    pub(crate) fn listen(window: &KioskWindow) -> Self {
        let lines = Self(Arc::new(Mutex::new(None)));
        let settled = lines.clone();
        window.on_page_laid_out(move |laid_out| settled.print(&laid_out));
        lines
    }

    /// The page that is shown next.
    pub(crate) fn next(&self, line: ScreenLine) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(line);
    }

    /// The same page settles again when only its digits changed; that is no new line.
    fn print(&self, laid_out: &LaidOut) {
        let line = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(screen) = line
            .as_ref()
            .filter(|it| it.screen == laid_out.screen.as_str())
        else {
            return;
        };
        let targets = laid_out.targets.iter().map(place).collect();
        if let Ok(json) = serde_json::to_string(&Line { screen, targets }) {
            crate::cli::say(&format!("{json}\n"));
        }
    }
}

fn place(target: &Target) -> Place {
    let (action, value) = match target.touch {
        GlassTouch::Action(action) => (action.as_str(), None),
        GlassTouch::Digit(digit) => ("digit", Some(digit.to_string())),
        GlassTouch::Language(language) => ("language", Some(language.code().to_owned())),
    };
    Place {
        action,
        value,
        x: target.x,
        y: target.y,
        w: target.width,
        h: target.height,
    }
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The glass on a desktop: idle, the PIN pad, and the words of what is touched.
//!
//! `SLINT_SCALE_FACTOR=0.5 cargo run -p kiosk-ui --example glass`, where the screen is small.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to the person who runs it"
)]

use std::sync::Arc;

use kiosk_session::{Action, Entry, Screen, ScreenName, SecretSlot};
use kiosk_ui::{Backend, KioskWindow, Page, UiError, UiTouch};
use phrases::{Language, Phrases};

fn main() -> Result<(), UiError> {
    let phrases = Arc::new(Phrases::new());
    let window = KioskWindow::new(Backend::Desktop { scale: 1.0 }, Arc::clone(&phrases))?;
    window.on_page_laid_out(|page| println!("{page:#?}"));
    let glass = window.handle();
    let page = move |screen, language| Page::new(&phrases, screen, language, "T-0107");
    glass.show(page(idle(), Language::Italian))?;
    window.run(move |touch| {
        println!("{touch:?}");
        let next = match touch {
            UiTouch::Language(language) => page(idle(), language),
            UiTouch::Action(Action::Start) => page(pin(0), Language::Italian),
            UiTouch::Digit(digit) => page(pin(digit.min(8)), Language::Italian),
            UiTouch::Action(_) => page(idle(), Language::Italian),
        };
        if let Err(error) = glass.show(next) {
            eprintln!("{error}");
        }
    })
}

fn idle() -> Screen {
    Screen {
        name: ScreenName::Idle,
        actions: vec![Action::Start, Action::Language],
        outcome: None,
        notices: Vec::new(),
        tries_left: None,
        report: None,
        entry: None,
        warning: false,
        deadline_ms: None,
    }
}

/// A page for which the digits are as many as the last one touched.
fn pin(typed: u8) -> Screen {
    Screen {
        name: ScreenName::EnterOldPin,
        actions: vec![
            Action::Digit,
            Action::Erase,
            Action::Cancel,
            Action::Language,
        ],
        entry: Some(Entry {
            slot: SecretSlot::OldPin,
            typed,
            min: 5,
            max: 8,
        }),
        ..idle()
    }
}

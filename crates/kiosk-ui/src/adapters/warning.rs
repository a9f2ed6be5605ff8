// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The warning that a page is about to change by itself, and its countdown.

use kiosk_session::Action;
use phrases::{Language, Phrases};
use slint::{ComponentHandle, SharedString};

use crate::page::Page;
use crate::ui::{self, KioskApp, Warning};

pub(super) fn fill(app: &KioskApp, phrases: &Phrases, page: &Page) {
    let global = app.global::<Warning>();
    let Some(seconds) = page.seconds.filter(|_| page.screen.warning) else {
        global.set_shown(false);
        return;
    };
    if !global.get_shown() {
        global.set_of_seconds(count(seconds));
    }
    global.set_title(phrases.glass(page.language).warning.into());
    global.set_extend_label(label(page, Action::Extend));
    global.set_cancel_label(label(page, Action::Cancel));
    tell(app, phrases, page.language, seconds);
    global.set_shown(true);
}

/// One second less, until none is left; the program ends the page, not the glass.
pub(crate) fn count_down(app: &KioskApp, phrases: &Phrases) {
    let seconds = app.global::<Warning>().get_seconds();
    let left = u32::try_from(seconds.saturating_sub(1)).unwrap_or_default();
    let language = usize::try_from(app.global::<ui::Page>().get_language())
        .ok()
        .and_then(|index| Language::ALL.get(index).copied())
        .unwrap_or_default();
    tell(app, phrases, language, left);
}

fn label(page: &Page, action: Action) -> SharedString {
    page.words.label(action.as_str()).unwrap_or_default().into()
}

fn tell(app: &KioskApp, phrases: &Phrases, language: Language, seconds: u32) {
    let global = app.global::<Warning>();
    global.set_seconds(count(seconds));
    global.set_text(phrases.warning(language, seconds).into());
}

fn count(seconds: u32) -> i32 {
    i32::try_from(seconds).unwrap_or(i32::MAX)
}

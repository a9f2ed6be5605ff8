// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The PIN pad: how many digits, never which.

use kiosk_session::{Action, Entry};
use phrases::{Language, PageFacts, Phrases};
use slint::ComponentHandle;

use crate::page::Page;
use crate::ui::{KioskApp, Pin};

pub(super) fn fill(app: &KioskApp, phrases: &Phrases, page: &Page) {
    let Some(entry) = page.screen.entry else {
        return;
    };
    let can = |action| page.screen.actions.contains(&action);
    let [erase, confirm] = labels(phrases, page.language, page.screen.name.as_str());
    let global = app.global::<Pin>();
    let Entry {
        typed, min, max, ..
    } = entry;
    global.set_typed(typed.into());
    global.set_min(min.into());
    global.set_max(max.into());
    global.set_typed_label(phrases.typed(page.language, typed).into());
    global.set_erase_label(erase.into());
    global.set_confirm_label(confirm.into());
    global.set_can_type(can(Action::Digit));
    global.set_can_erase(can(Action::Erase));
    global.set_can_confirm(can(Action::Confirm));
}

/// The pad's word keys are there, pale, also while the page does not offer their actions.
fn labels(phrases: &Phrases, language: Language, screen: &str) -> [String; 2] {
    let facts = PageFacts {
        actions: &["erase", "confirm"],
        ..PageFacts::default()
    };
    let words = phrases.page(language, screen, &facts);
    ["erase", "confirm"].map(|action| words.label(action).unwrap_or_default().to_owned())
}

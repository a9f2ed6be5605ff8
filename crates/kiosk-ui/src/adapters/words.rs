// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The words around every page.

use phrases::{Language, Phrases};
use slint::{ComponentHandle, SharedString};

use super::model;
use crate::page::Page;
use crate::ui::{KioskApp, Words};

pub(super) fn fill(app: &KioskApp, phrases: &Phrases, page: &Page) {
    let glass = phrases.glass(page.language);
    let global = app.global::<Words>();
    let languages = Language::ALL.map(Language::own_name);
    let steps = glass.steps.each_ref().map(String::as_str);
    global.set_languages(model(global.get_languages(), shared(&languages)));
    global.set_steps(model(global.get_steps(), shared(&steps)));
    global.set_totem(totem(phrases, page).into());
    global.set_region(glass.region.into());
    global.set_service(glass.service.into());
    global.set_helpdesk(glass.helpdesk.into());
    global.set_needs(glass.needs.into());
    global.set_help(glass.help.into());
    global.set_next(glass.next.into());
    global.set_consent(glass.consent.into());
    global.set_code(glass.code.into());
    global.set_working(glass.working.into());
    global.set_language(glass.language.into());
}

/// A totem that is not enrolled yet has no code.
fn totem(phrases: &Phrases, page: &Page) -> String {
    match page.totem.as_str() {
        "" => String::new(),
        code => phrases.totem(page.language, code),
    }
}

fn shared(words: &[&str]) -> Vec<SharedString> {
    words.iter().map(|word| SharedString::from(*word)).collect()
}

// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The page itself: layout, words, buttons.

use kiosk_session::Action;
use phrases::{Language, Phrases};
use slint::{ComponentHandle, SharedString};

use super::model;
use crate::appearance::{appearance, notice_tone, page_tone};
use crate::page::Page;
use crate::report::fact_tone;
use crate::touch::slint_name;
use crate::ui::{self, ActionButton, FactLine, KioskApp, NoticeLine, PageKind};

pub(super) fn fill(app: &KioskApp, phrases: &Phrases, page: &Page) {
    let global = app.global::<ui::Page>();
    let look = appearance(page.screen.name);
    let words = &page.words;
    let step = match look.step {
        0 => String::new(),
        step => phrases.step(page.language, step),
    };
    global.set_language(index_of(page.language));
    global.set_tone(page_tone(&page.screen));
    global.set_title(words.title.as_str().into());
    global.set_lines(model(global.get_lines(), shared(&words.lines)));
    global.set_help(model(global.get_help(), shared(&words.help)));
    global.set_notices(model(global.get_notices(), notices(page)));
    global.set_facts(model(global.get_facts(), facts(page)));
    global.set_actions(model(global.get_actions(), buttons(page, look.kind)));
    global.set_hint(words.hint.as_deref().unwrap_or_default().into());
    global.set_consent(words.consent.as_deref().unwrap_or_default().into());
    global.set_code(page.code.as_deref().unwrap_or_default().into());
    global.set_step(look.step.into());
    global.set_step_label(step.into());
    global.set_picture(look.picture);
    global.set_kind(look.kind);
}

fn shared(texts: &[String]) -> Vec<SharedString> {
    texts.iter().map(SharedString::from).collect()
}

fn index_of(language: Language) -> i32 {
    let index = Language::ALL.iter().position(|each| *each == language);
    index
        .and_then(|index| i32::try_from(index).ok())
        .unwrap_or_default()
}

/// Each notice in its colour. One that the page's own text tells is not among the words: it is
/// the tone of those that are left which must fit.
fn notices(page: &Page) -> Vec<NoticeLine> {
    let told = page
        .screen
        .notices
        .len()
        .saturating_sub(page.words.notices.len());
    let tones = page.screen.notices.iter().skip(told).copied();
    let lines = page.words.notices.iter().zip(tones.map(notice_tone));
    lines
        .map(|(text, tone)| NoticeLine {
            text: text.into(),
            tone,
        })
        .collect()
}

/// Each fact of a report in its colour.
fn facts(page: &Page) -> Vec<FactLine> {
    let Some(report) = &page.screen.report else {
        return Vec::new();
    };
    let facts = page.words.facts.iter();
    facts
        .map(|words| FactLine {
            label: words.label().into(),
            value: words.value().into(),
            line: words.line().into(),
            tone: fact_tone(words.fact, report, page.card.as_ref()),
        })
        .collect()
}

/// The buttons under the page; the pad, the header and the warning have their own.
fn buttons(page: &Page, kind: PageKind) -> Vec<ActionButton> {
    let elsewhere = |action: Action| match action {
        Action::Digit | Action::Erase | Action::Extend | Action::Language => true,
        Action::Confirm => kind == PageKind::Pin,
        Action::Start | Action::Check | Action::ProvePin | Action::Cancel | Action::ForgotPin => {
            false
        }
    };
    let main = [Action::Start, Action::ProvePin, Action::Confirm]
        .into_iter()
        .find(|action| page.screen.actions.contains(action));
    let actions = page.screen.actions.iter().copied();
    actions
        .filter(|action| !elsewhere(*action))
        .map(|action| ActionButton {
            action: slint_name(action),
            label: page.words.label(action.as_str()).unwrap_or_default().into(),
            primary: Some(action) == main,
        })
        .collect()
}

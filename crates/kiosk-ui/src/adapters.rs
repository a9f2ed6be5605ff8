// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! Fills the globals the Slint files read: one function a global, and nothing they show is decided
//! anywhere else.

mod page;
mod pin;
mod warning;
mod words;

use kiosk_session::ScreenName;
use phrases::Phrases;
use slint::{ComponentHandle, Model, ModelRc, VecModel};

use crate::page::Page;
use crate::ui::{KioskApp, Touch};

pub(crate) use warning::count_down;

/// Puts a page on the glass.
pub(crate) fn show(app: &KioskApp, phrases: &Phrases, page: &Page) {
    words::fill(app, phrases, page);
    page::fill(app, phrases, page);
    pin::fill(app, phrases, page);
    warning::fill(app, phrases, page);
    app.global::<Touch>()
        .invoke_page_shown(number_of(page.screen.name));
}

/// The screen with this number.
pub(crate) fn screen_numbered(number: i32) -> Option<ScreenName> {
    let index = usize::try_from(number).ok()?;
    ScreenName::ALL.get(index).copied()
}

fn number_of(screen: ScreenName) -> i32 {
    screen as i32
}

/// A model of these rows: the one that is there when it says the same, so that nothing is drawn
/// again for nothing.
fn model<T: Clone + PartialEq + 'static>(now: ModelRc<T>, rows: Vec<T>) -> ModelRc<T> {
    if now.iter().eq(rows.iter().cloned()) {
        now
    } else {
        ModelRc::new(VecModel::from(rows))
    }
}

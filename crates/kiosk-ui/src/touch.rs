// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! What a finger did, and its way from Slint's names to the session's.

use kiosk_session::Action;
use phrases::Language;

use crate::ui::TouchAction;

/// One touch of something on the glass.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UiTouch {
    /// An action of the page; never [`Action::Digit`] or [`Action::Language`].
    Action(Action),
    /// A key of the PIN pad, 0 to 9.
    Digit(u8),
    /// A language.
    Language(Language),
}

impl UiTouch {
    /// From what a target says of itself; `None` for a number that is no digit or language.
    pub(crate) fn of(action: TouchAction, value: i32) -> Option<Self> {
        let action = match action {
            TouchAction::Start => Action::Start,
            TouchAction::Check => Action::Check,
            TouchAction::ProvePin => Action::ProvePin,
            TouchAction::Erase => Action::Erase,
            TouchAction::Confirm => Action::Confirm,
            TouchAction::Cancel => Action::Cancel,
            TouchAction::Extend => Action::Extend,
            TouchAction::ForgotPin => Action::ForgotPin,
            TouchAction::Digit => return digit(value).map(Self::Digit),
            TouchAction::Language => return language(value).map(Self::Language),
        };
        Some(Self::Action(action))
    }
}

/// The name a target goes by in Slint.
pub(crate) fn slint_name(action: Action) -> TouchAction {
    match action {
        Action::Start => TouchAction::Start,
        Action::Check => TouchAction::Check,
        Action::ProvePin => TouchAction::ProvePin,
        Action::Digit => TouchAction::Digit,
        Action::Erase => TouchAction::Erase,
        Action::Confirm => TouchAction::Confirm,
        Action::Cancel => TouchAction::Cancel,
        Action::Extend => TouchAction::Extend,
        Action::ForgotPin => TouchAction::ForgotPin,
        Action::Language => TouchAction::Language,
    }
}

fn digit(value: i32) -> Option<u8> {
    u8::try_from(value).ok().filter(|digit| *digit <= 9)
}

fn language(value: i32) -> Option<Language> {
    let index = usize::try_from(value).ok()?;
    Language::ALL.get(index).copied()
}

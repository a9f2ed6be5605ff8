// SPDX-License-Identifier: EUPL-1.2 OR GPL-3.0-or-later
//! The text glass: one JSON line per screen change out, one JSON line per touch in.

use kiosk_session::Action;
use kiosk_ui::Page;
use phrases::Language;
use serde::{Deserialize, Serialize};

use crate::glass::GlassTouch;

/// A screen as a line. Digits are never in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ScreenLine {
    /// The page's kebab-case name.
    pub screen: String,
    /// The language's code.
    pub lang: String,
    /// The title.
    pub title: String,
    /// Everything else that can be read, in order.
    pub lines: Vec<String>,
    /// What can be touched.
    pub actions: Vec<String>,
    /// `O01` to `O24`, once the visit has ended.
    pub outcome: Option<String>,
    /// Tries left as the card said.
    pub tries_left: Option<u8>,
    /// Milliseconds until the page changes by itself.
    pub deadline_ms: Option<u64>,
}

impl ScreenLine {
    /// The line of a page that changes by itself after `remaining_ms`.
    #[must_use]
    pub fn new(page: &Page, remaining_ms: Option<u64>) -> Self {
        Self {
            screen: page.screen.name.as_str().to_owned(),
            lang: page.language.code().to_owned(),
            title: page.words.title.clone(),
            lines: page.words.reading_order().map(str::to_owned).collect(),
            actions: page
                .screen
                .actions
                .iter()
                .map(|action| action.as_str().to_owned())
                .collect(),
            outcome: page.screen.outcome.map(activation_protocol::Outcome::code),
            tries_left: page.screen.tries_left,
            deadline_ms: remaining_ms,
        }
    }
}

/// Why a line is not a touch.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum LineError {
    /// Not a JSON object with an `action`.
    #[error("not a touch: a JSON object with an \"action\" is expected")]
    Shape,
    /// No such action.
    #[error("unknown action")]
    Unknown,
    /// A digit without a value from 0 to 9.
    #[error("a digit needs a \"value\" from \"0\" to \"9\"")]
    Digit,
    /// A language this totem does not speak.
    #[error("a language needs a \"value\" this totem speaks")]
    Language,
    /// The page does not offer it.
    #[error("this page does not offer that action")]
    NotOffered,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TouchLine {
    action: String,
    value: Option<String>,
}

/// Reads one line; `offered` are the actions of the page on the glass.
///
/// # Errors
/// [`LineError`]; nothing changes then.
pub fn read_touch(line: &str, offered: &[String]) -> Result<GlassTouch, LineError> {
    let touch: TouchLine = serde_json::from_str(line).map_err(|_| LineError::Shape)?;
    let action = ACTIONS
        .into_iter()
        .find(|action| action.as_str() == touch.action)
        .ok_or(LineError::Unknown)?;
    if !offered.contains(&touch.action) {
        return Err(LineError::NotOffered);
    }
    let value = touch.value.as_deref().unwrap_or_default();
    match action {
        Action::Digit => digit(value).map(GlassTouch::Digit).ok_or(LineError::Digit),
        Action::Language => Language::from_code(value)
            .map(GlassTouch::Language)
            .ok_or(LineError::Language),
        Action::Start
        | Action::Erase
        | Action::Confirm
        | Action::Cancel
        | Action::Extend
        | Action::ForgotPin
        | Action::Check
        | Action::ProvePin => Ok(GlassTouch::Action(action)),
    }
}

fn digit(value: &str) -> Option<u8> {
    match value.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}

const ACTIONS: [Action; 10] = [
    Action::Start,
    Action::Check,
    Action::ProvePin,
    Action::Digit,
    Action::Erase,
    Action::Confirm,
    Action::Cancel,
    Action::Extend,
    Action::ForgotPin,
    Action::Language,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Vec<String> {
        ["digit", "confirm", "language"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_touch_is_read() {
        let read = |line| read_touch(line, &offered());
        assert_eq!(
            read(r#"{"action":"confirm"}"#),
            Ok(GlassTouch::Action(Action::Confirm))
        );
        assert_eq!(
            read(r#"{"action":"digit","value":"7"}"#),
            Ok(GlassTouch::Digit(7))
        );
        assert_eq!(
            read(r#"{"action":"language","value":"en"}"#),
            Ok(GlassTouch::Language(Language::English))
        );
    }

    #[test]
    fn what_is_not_a_touch_is_told_apart() {
        let read = |line| read_touch(line, &offered());
        assert_eq!(read("confirm"), Err(LineError::Shape));
        assert_eq!(read(r#"{"action":"dance"}"#), Err(LineError::Unknown));
        assert_eq!(read(r#"{"action":"start"}"#), Err(LineError::NotOffered));
        assert_eq!(
            read(r#"{"action":"digit","value":"12"}"#),
            Err(LineError::Digit)
        );
        assert_eq!(
            read(r#"{"action":"language","value":"tlh"}"#),
            Err(LineError::Language)
        );
    }
}

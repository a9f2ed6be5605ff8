// SPDX-License-Identifier: EUPL-1.2
//! A running card can be given the habits of another one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::EmulatorError;
use crate::profile::Quirks;

/// Some of the [`Quirks`], under their own names; those not named stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Habits(Map<String, Value>);

impl Habits {
    /// From one JSON object such as `{"end_of_file":"6282"}`.
    pub fn from_json(text: &str) -> Result<Self, EmulatorError> {
        let habits: Self = serde_json::from_str(text).map_err(EmulatorError::Habits)?;
        habits.over(&Quirks::default()).map(|_| habits)
    }

    /// These, where `later` says nothing else.
    pub(super) fn and(&self, later: &Self) -> Self {
        let mut both = self.clone();
        both.0.extend(later.0.clone());
        both
    }

    /// All habits of a card that has these and otherwise `own`.
    pub(super) fn over(&self, own: &Quirks) -> Result<Quirks, EmulatorError> {
        own.with(&self.0).map_err(EmulatorError::Habits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::EndOfFile;

    fn habits(text: &str) -> Habits {
        Habits::from_json(text).expect("habits")
    }

    #[test]
    fn habits_not_named_stay_as_they_are() {
        let own = Quirks {
            chaining: true,
            ..Quirks::default()
        };
        let quirks = habits(r#"{"end_of_file":"6282"}"#).over(&own).expect("fit");
        assert_eq!(quirks.end_of_file, EndOfFile::Warning);
        assert!(quirks.chaining);
    }

    #[test]
    fn of_two_orders_the_later_one_holds() {
        let first = habits(r#"{"end_of_file":"6282","chaining":true}"#);
        let both = first.and(&habits(r#"{"end_of_file":"9000"}"#));
        let quirks = both.over(&Quirks::default()).expect("fit");
        assert_eq!(quirks.end_of_file, EndOfFile::Success);
        assert!(quirks.chaining);
    }

    #[test]
    fn a_habit_nobody_has_is_refused_by_name() {
        for text in [r#"{"speaks":true}"#, r#"{"end_of_file":"6F00"}"#, "[]"] {
            assert!(Habits::from_json(text).is_err(), "{text}");
        }
    }
}

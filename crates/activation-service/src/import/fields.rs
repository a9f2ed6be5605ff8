// SPDX-License-Identifier: EUPL-1.2
//! One line as a JSON object whose keys are all known.

use serde_json::{Map, Value};
use time::Date;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use zeroize::Zeroizing;

use activation_protocol::rome::rome_date;

use super::Reason;

/// The object. Values are handed out as borrowed text; nothing of them gets into a [`Reason`].
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    pub(super) fn parse(line: &[u8]) -> Result<Self, Reason> {
        let object: Map<String, Value> =
            serde_json::from_slice(line).map_err(|_| Reason::NotAnObject)?;
        if object.keys().all(|key| KEYS.contains(&key.as_str())) {
            Ok(Self(object))
        } else {
            Err(Reason::UnknownKey)
        }
    }

    pub(super) fn text(&self, key: &'static str) -> Result<&str, Reason> {
        self.maybe_text(key)?.ok_or(Reason::Missing(key))
    }

    /// `null`, an empty text and no key at all are the same.
    pub(super) fn maybe_text(&self, key: &'static str) -> Result<Option<&str>, Reason> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(Reason::Malformed(key, "text"))
            }
        }
    }

    pub(super) fn flag(&self, key: &'static str) -> Result<Option<bool>, Reason> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                Err(Reason::Malformed(key, "true or false"))
            }
        }
    }

    /// `YYYY-MM-DD`, or an instant (RFC 3339), of which the day in Rome counts.
    pub(super) fn maybe_day(&self, key: &'static str) -> Result<Option<Date>, Reason> {
        let Some(text) = self.maybe_text(key)? else {
            return Ok(None);
        };
        Date::parse(text, format_description!("[year]-[month]-[day]"))
            .or_else(|_| OffsetDateTime::parse(text, &Rfc3339).map(rome_date))
            .map(Some)
            .map_err(|_| Reason::Malformed(key, "a day or an instant"))
    }

    pub(super) fn day(&self, key: &'static str) -> Result<Date, Reason> {
        self.maybe_day(key)?.ok_or(Reason::Missing(key))
    }
}

impl Drop for Fields {
    /// The codes are in plain text: they are wiped with the line.
    fn drop(&mut self) {
        for key in ["transport_pin", "puk"] {
            if let Some(Value::String(text)) = self.0.remove(key) {
                drop(Zeroizing::new(text));
            }
        }
    }
}

pub(super) const KEYS: [&str; 13] = [
    "codice_fiscale",
    "id_carta",
    "certificate",
    "issuer",
    "status",
    "not_after",
    "activated_at",
    "activation_mode",
    "birth_date",
    "has_chip",
    "assistance",
    "transport_pin",
    "puk",
];
